// A map of houses that shows one moment after the other. Pages of results hold this script as it
// is, live play bundles it; both paint a picture that is complete without it.

/** From nothing lacking to everything; told apart by lightness, too. */
const shades = ["#ffffff", "#fec44f", "#ec7014", "#993404", "#3d1602"];

/** `lacks`: share of its services that a house lacks, 0 to 1. */
function shadeOf(lacks) {
  return shades[lacks <= 0 ? 0 : Math.min(4, Math.max(1, Math.ceil(lacks * 4 - 1e-9)))];
}

/** `states`, by number of the house: { lacks, isMarked, label }. */
function paintHouses(svg, states) {
  for (const circle of svg.querySelectorAll(".house")) {
    const state = states[Number(circle.getAttribute("data-house"))];
    if (!state) continue;
    circle.setAttribute("fill", shadeOf(state.lacks));
    circle.setAttribute("stroke", state.isMarked ? "#d55e00" : "#222222");
    circle.setAttribute("stroke-width", state.isMarked ? "3" : "0.8");
    let title = circle.querySelector("title");
    if (!title) {
      title = document.createElementNS("http://www.w3.org/2000/svg", "title");
      circle.append(title);
    }
    title.textContent = state.label;
  }
}

/** `{name} lacks {count}` with what stands for each. */
function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}

/** The last of `steps` (hours first, ascending) that is not after `hours`. */
function lastOf(steps, hours) {
  let found = null;
  for (const step of steps) {
    if (step[0] > hours) break;
    found = step;
  }
  return found;
}

/** Outages of a house at a moment: [service, from, to or null, since when in words]. */
function outagesAt(house, hours) {
  return house.outages.filter((one) => one[1] <= hours && (one[2] === null || hours < one[2]));
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Lets the picture before `panel` move: a slider over time, what is so or known, a house told. */
function mountMap(drawing, panel, data) {
  const svg = drawing.querySelector("svg");
  const words = data.words;
  let moment = data.start;
  let side = "truth";
  let chosen = -1;

  // It is no still picture any more.
  for (const one of [drawing, svg]) one.setAttribute("role", "group");

  const time = element("output", { class: "map-time" });
  const slider = element("input", {
    type: "range", min: "0", max: String(data.hours.length - 1), "aria-label": words.time,
  });
  const step = (by, label, sign) => {
    const button = element("button", { type: "button", "aria-label": label }, sign);
    button.addEventListener("click", () => show(moment + by));
    return button;
  };
  const sides = ["truth", "known"].map((name) => {
    const button = element("button", { type: "button", "aria-pressed": String(name === side) },
      words[name]);
    button.addEventListener("click", () => {
      side = name;
      sides.forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
      show(moment);
    });
    return button;
  });
  const houses = element("select", { "aria-label": words.house },
    element("option", { value: "-1" }, words.all));
  data.houses
    .map((house, number) => ({ name: house.name, number }))
    .sort((a, b) => a.name.localeCompare(b.name, document.documentElement.lang))
    .forEach((one) => houses.append(element("option", { value: String(one.number) }, one.name)));
  const told = element("div", { class: "map-told", "aria-live": "polite" });

  const marks = (house) => {
    const step = lastOf(house[side], data.hours[moment]);
    return step || [0, 0, 0, 0];
  };
  const sentence = (house) => {
    const [, suspected, attacked, broken] = marks(house);
    if (side === "truth") return filled(words.truthOf, { attacked, broken });
    return filled(words.knownOf, { suspected, attacked, broken });
  };

  function tell() {
    told.replaceChildren();
    const hours = data.hours[moment];
    if (chosen >= 0) {
      const house = data.houses[chosen];
      const lacking = outagesAt(house, hours);
      told.append(element("p", {}, element("strong", {}, house.name), " – ", house.people));
      const list = element("ul", {});
      for (const one of lacking) {
        list.append(element("li", {}, filled(words.lacks, { service: data.services[one[0]], since: one[3] })));
      }
      if (lacking.length === 0) list.append(element("li", {}, words.nothing));
      list.append(element("li", {}, sentence(house)));
      told.append(list);
      return;
    }
    let hit = 0;
    let marked = 0;
    for (const house of data.houses) {
      if (outagesAt(house, hours).length > 0) hit += 1;
      const [, suspected, attacked, broken] = marks(house);
      if (suspected + attacked + broken > 0) marked += 1;
    }
    told.append(element("p", {}, filled(words.sum, { hit, of: data.houses.length }), " ",
      filled(side === "truth" ? words.truthSum : words.knownSum, { marked })));
  }

  function show(to) {
    moment = Math.min(Math.max(to, 0), data.hours.length - 1);
    const hours = data.hours[moment];
    slider.value = String(moment);
    time.textContent = data.labels[moment];
    slider.setAttribute("aria-valuetext", data.labels[moment]);
    paintHouses(svg, data.houses.map((house) => {
      const lacking = outagesAt(house, hours).length;
      const [, suspected, attacked, broken] = marks(house);
      return {
        lacks: house.services > 0 ? lacking / house.services : 0,
        isMarked: suspected + attacked + broken > 0,
        label: filled(words.houseOf, { name: house.name, out: lacking, of: house.services }),
      };
    }));
    let last = null;
    for (const row of document.querySelectorAll("tr[data-hours]")) {
      row.classList.remove("now");
      if (Number(row.dataset.hours) <= hours) last = row;
    }
    if (last) last.classList.add("now");
    tell();
  }

  slider.addEventListener("input", () => show(Number(slider.value)));
  houses.addEventListener("change", () => {
    chosen = Number(houses.value);
    tell();
  });
  const choose = (event) => {
    const house = event.target.closest(".house");
    if (!house) return;
    chosen = Number(house.getAttribute("data-house"));
    houses.value = String(chosen);
    tell();
  };
  svg.addEventListener("click", choose);
  svg.addEventListener("pointerover", choose);
  for (const row of document.querySelectorAll("tr[data-hours]")) {
    const cell = row.cells[0];
    const button = element("button", { type: "button", class: "to-map", title: words.toMap },
      ...cell.childNodes);
    cell.append(button);
    button.addEventListener("click", () => {
      const wanted = Number(row.dataset.hours);
      const next = data.hours.findIndex((hours) => hours >= wanted);
      show(next < 0 ? data.hours.length - 1 : next);
    });
  }
  panel.append(
    element("div", { class: "map-controls" }, step(-1, words.back, "◀"), slider,
      step(1, words.on, "▶"), time),
    element("div", { class: "map-controls", role: "group", "aria-label": words.sides }, ...sides,
      houses),
    told,
  );
  panel.hidden = false;
  show(moment);
}

if (typeof document !== "undefined") {
  for (const script of document.querySelectorAll("script.map-data")) {
    const panel = script.previousElementSibling;
    mountMap(panel.previousElementSibling, panel, JSON.parse(script.textContent));
  }
}
if (typeof module !== "undefined") module.exports = { paintHouses, shadeOf };
