// Sorts the tables of a page by the column whose heading is pressed, and shows the rows that a filter asks for. The page is
// whole without it. It moves rows and writes texts, and makes no HTML of anything.

/** With fewer rows there is nothing to look for. */
const fewestToSort = 3
const fewestToFilter = 10

/** The number that a cell begins with: `1.23(4)e-5`, `0.5 ± 0.1`, `+0.2 %`; NaN for what is none. */
const numberIn = (text) => {
  const value = text.replace(/\([^)]*\)| ± .*| %$/g, "").trim()
  return value === "" ? Number.NaN : Number(value)
}

const isMissing = (text) => text === "" || text === "-" || text === "NaN"

const textOf = (row, column) => row.children[column].textContent.trim()

const natural = new Intl.Collator("en", { numeric: true })

/** Numbers where all of the column are; what is missing comes last in either direction. */
const comparison = (rows, column, sign) => {
  const isNumeric = rows.every((row) => {
    const text = textOf(row, column)
    return isMissing(text) || !Number.isNaN(numberIn(text))
  })
  return (a, b) => {
    const [first, second] = [textOf(a, column), textOf(b, column)]
    if (isMissing(first) || isMissing(second)) return Number(isMissing(first)) - Number(isMissing(second))
    if (!isNumeric) return sign * natural.compare(first, second)
    const [x, y] = [numberIn(first), numberIn(second)]
    return x === y ? 0 : sign * (x < y ? -1 : 1)
  }
}

/** From each state of a column to the next; the last one leads back to how the rows came. */
const next = new Map([
  [null, "ascending"],
  ["ascending", "descending"],
  ["descending", null]
])

const headingsOf = (table) => [...table.querySelectorAll("thead th")]

const makeSortable = (table, rows) => {
  const headings = headingsOf(table)
  for (const [column, heading] of headings.entries()) {
    const button = document.createElement("button")
    button.type = "button"
    button.append(...heading.childNodes)
    heading.append(button)
    button.addEventListener("click", () => {
      const order = next.get(heading.getAttribute("aria-sort"))
      for (const each of headings) each.removeAttribute("aria-sort")
      if (order !== null) heading.setAttribute("aria-sort", order)
      const sorted =
        order === null ? rows : rows.toSorted(comparison(rows, column, order === "ascending" ? 1 : -1))
      table.querySelector("tbody").append(...sorted)
    })
  }
}

const tests = {
  "=": (order) => order === 0,
  "!=": (order) => order !== 0,
  "<": (order) => order < 0,
  ">": (order) => order > 0,
  "<=": (order) => order <= 0,
  ">=": (order) => order >= 0
}

/** How a cell stands to a value: by number where both are, else by whether it is the same text; NaN: nothing can be said. */
const orderOf = (text, value) => {
  const [x, y] = [numberIn(text), numberIn(value)]
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y
  return text.toLowerCase() === value ? 0 : Number.NaN
}

/** Whether a row is meant by one word: a condition on a column that there is, or a part of any cell. */
const testOf = (word, names) => {
  const [, name, operator, value] = /^([^=<>!]+)(<=|>=|!=|=|<|>)(.+)$/.exec(word) ?? []
  const column = names.indexOf(name)
  if (column >= 0) return (row) => tests[operator](orderOf(textOf(row, column), value))
  return (row) => [...row.children].some((cell) => cell.textContent.toLowerCase().includes(word))
}

const makeFilterable = (table, rows, place) => {
  const names = headingsOf(table).map((cell) => cell.firstChild.textContent.trim().toLowerCase())
  const label = document.createElement("label")
  const input = document.createElement("input")
  const count = document.createElement("output")
  input.type = "search"
  input.spellcheck = false
  input.placeholder = "words, column>=1"
  label.append("Filter ", input)
  label.className = "filter"
  label.append(" ", count)
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
    const wanted = words.map((word) => testOf(word, names))
    for (const row of rows) row.hidden = !wanted.every((test) => test(row))
    const shown = rows.filter((row) => !row.hidden).length
    count.textContent = words.length === 0 ? "" : `${shown} of ${rows.length}`
  })
  place.before(label)
}

for (const table of document.querySelectorAll("table")) {
  const rows = [...table.querySelectorAll("tbody tr")]
  if (headingsOf(table).length === 0 || rows.length < fewestToSort) continue
  if (rows.length >= fewestToFilter) makeFilterable(table, rows, table.closest(".scroll") ?? table)
  makeSortable(table, rows)
}
