// Tables are complete without this; it only lets a reader sort them by a click on a heading.
for (const table of document.querySelectorAll("table.sortable")) {
  const headings = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];
  const key = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent;
  const compare = (a, b) =>
    a !== "" && b !== "" && !isNaN(a) && !isNaN(b)
      ? a - b
      : String(a).localeCompare(String(b), document.documentElement.lang);
  headings.slice(0, -1).forEach((heading, column) => {
    // No <button>: form controls are left out where a heading is repeated on a printed page.
    const button = document.createElement("span");
    button.setAttribute("role", "button");
    button.tabIndex = 0;
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      button.click();
    });
    button.addEventListener("click", () => {
      const falls = heading.getAttribute("aria-sort") === "ascending";
      headings.forEach((other) => other.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", falls ? "descending" : "ascending");
      const rows = [...body.rows].filter((row) => !row.classList.contains("total"));
      rows.sort((a, b) => compare(key(a, column), key(b, column)) * (falls ? -1 : 1));
      body.prepend(...rows);
    });
  });
}
