#!/usr/bin/env Rscript
# Opens a study of `kammerspiel compare` and makes the main table and picture of its comparison again.
#
#     Rscript comparison.R out/ihk-2022-compare/study.sqlite
#     Rscript comparison.R STUDY money_lost losses.pdf losses.csv
#
# Needs RSQLite (Debian: r-cran-rsqlite). What the columns mean: docs/store.md; the formulas: docs/statistics.md.
# Intervals here are Student's; those of the program correct for skewness (Hall 1992).

asked <- commandArgs(trailingOnly = TRUE)
if (length(asked) < 1) stop("which study.sqlite?")
metric <- if (length(asked) > 1) asked[2] else "member_hours_lost"

study <- DBI::dbConnect(RSQLite::SQLite(), asked[1], flags = RSQLite::SQLITE_RO)
if (nrow(DBI::dbGetQuery(study, "SELECT 1 FROM about WHERE key = 'shard'")) > 0) {
  stop(asked[1], " is a part of a study; put all parts together with 'kammerspiel results merge'")
}
known <- DBI::dbListFields(study, "runs")
if (!metric %in% known) stop("no metric '", metric, "'; there are: ", toString(known[-(1:4)]))
runs <- DBI::dbGetQuery(study, sprintf(
  "SELECT world, strategy, attacker_weight AS weight, %s AS loss FROM runs", metric))
DBI::dbDisconnect(study)
# A study made in rounds (--precision, --time) has worlds in which not all was run: only those with everything can
# be compared as simply as here.
of_world <- table(runs$world)
whole <- names(of_world)[of_world == max(of_world)]
if (length(whole) < length(of_world)) message(length(whole), " of ", length(of_world), " worlds have everything")
runs <- runs[as.character(runs$world) %in% whole, ]

# What a strategy loses in a world, over attackers with their weights: worlds down, strategies across.
part <- tapply(runs$weight * runs$loss, list(runs$world, runs$strategy), sum)
losses <- part / tapply(runs$weight, list(runs$world, runs$strategy), sum)
losses <- losses[, order(colMeans(losses)), drop = FALSE]

# The smallest loss that at least this share of all runs, by weight, does not exceed.
mixture_quantile <- function(strategy, share) {
  of <- runs[runs$strategy == strategy, ]
  of <- of[order(of$loss, na.last = TRUE), ]
  of$loss[which(cumsum(of$weight) >= share * sum(of$weight) - 1e-12)[1]]
}
worlds <- nrow(losses)
half <- function(values) qt(0.975, worlds - 1) * sd(values) / sqrt(worlds)

result <- do.call(rbind, lapply(colnames(losses), function(strategy) {
  loss <- losses[, strategy]
  more <- loss - losses[, 1]
  data.frame(strategy = strategy, worlds = worlds, mean = mean(loss), mean_low = mean(loss) - half(loss),
             mean_high = mean(loss) + half(loss), median = mixture_quantile(strategy, 0.5),
             p95 = mixture_quantile(strategy, 0.95), more_than_best = mean(more),
             more_low = mean(more) - half(more), more_high = mean(more) + half(more))
}))
print(format(result, big.mark = ",", nsmall = 1, digits = 9), row.names = FALSE)
if (length(asked) > 3) write.csv(result, asked[4], row.names = FALSE)
if (length(asked) > 2) {
  pdf(asked[3], width = 8, height = 0.6 * nrow(result) + 1.5)
  par(mar = c(4.5, 12, 1, 1), las = 1)
  rows <- rev(seq_len(nrow(result)))
  plot(result$mean, rows, xlim = range(result$mean_low, result$mean_high), pch = 23, yaxt = "n", ylab = "",
       xlab = paste0(metric, ": mean and 95 % interval"))
  segments(result$mean_low, rows, result$mean_high, rows, lwd = 4, col = "#0072b2")
  points(result$mean, rows, pch = 23, bg = "white")
  axis(2, rows, result$strategy)
  invisible(dev.off())
}
