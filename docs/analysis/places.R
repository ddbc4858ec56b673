#!/usr/bin/env Rscript
# Where losses fall: organisations of a study that keeps places, as a table and a map.
#
#     kammerspiel compare SCENARIO --keep places
#     Rscript places.R out/SCENARIO-compare/study.sqlite organisations.csv map.pdf
#
# Needs RSQLite (Debian: r-cran-rsqlite). What the columns mean: `kammerspiel schema --results`.

asked <- commandArgs(trailingOnly = TRUE)
if (length(asked) < 1) stop("which study.sqlite?")
study <- DBI::dbConnect(RSQLite::SQLite(), asked[1], flags = RSQLite::SQLITE_RO)
query <- function(...) DBI::dbGetQuery(study, ...)
if (nrow(query("SELECT 1 FROM about WHERE key = 'places' AND value = '1'")) == 0) {
  stop(asked[1], " keeps no figures of places; make it with 'kammerspiel compare SCENARIO --keep places'")
}

# The strategy that loses least, over attackers with their weights.
best <- query(paste("SELECT strategy, sum(attacker_weight * mean_member_hours_lost) AS loss FROM strategies",
                    "GROUP BY strategy ORDER BY loss LIMIT 1"))$strategy
runs <- query(paste("SELECT name, attacker_weight AS weight, member_hours_lost AS lost, hours_to_all_status AS status",
                    "FROM place_runs WHERE kind = 'organisation' AND strategy = ?"), params = list(best))
organisations <- query("SELECT name, title, region, members, latitude, longitude FROM organisation")
DBI::dbDisconnect(study)

# The smallest loss that at least 95 % of all runs, by weight, do not exceed.
worst <- function(of) {
  of <- of[order(of$lost), ]
  of$lost[which(cumsum(of$weight) >= 0.95 * sum(of$weight) - 1e-12)[1]]
}
figures <- do.call(rbind, lapply(split(runs, runs$name), function(of) {
  weight <- of$weight / sum(of$weight)
  data.frame(name = of$name[1], mean_member_hours_lost = sum(weight * of$lost), p95_member_hours_lost = worst(of),
             share_not_restored = sum(weight[of$status == "beyond_horizon"]))
}))
result <- merge(organisations, figures, by = "name")
result$hours_lost_per_member <- result$mean_member_hours_lost / pmax(result$members, 1)
result <- result[order(-result$mean_member_hours_lost), ]
print(format(head(result, 20), big.mark = ",", digits = 6), row.names = FALSE)
if (length(asked) > 1) write.csv(result, asked[2], row.names = FALSE)
if (length(asked) > 2) {
  placed <- result[!is.na(result$latitude) & !is.na(result$longitude), ]
  if (nrow(placed) == 0) stop("no organisation of this study has coordinates")
  shade <- rev(heat.colors(20))[pmax(1, ceiling(20 * placed$hours_lost_per_member / max(placed$hours_lost_per_member, 1e-9)))]
  pdf(asked[3], width = 7, height = 8)
  plot(placed$longitude, placed$latitude, asp = 1.6, pch = 21, bg = shade, cex = 0.7 + 3 * sqrt(placed$members / max(placed$members)),
       xlab = "E", ylab = "N", main = paste("hours lost per member, mean:", best))
  invisible(dev.off())
}
