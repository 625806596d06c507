// The game: what is shown, what was answered, what that comes to. All of its texts and pictures are on the page.
const one = (id) => document.getElementById(id)
const puzzles = [...document.querySelectorAll(".puzzle")]
const sizes = [...new Set(puzzles.map(({ dataset }) => Number(dataset.crossings)))]
const roundLength = 12

/** The last digit of a puzzle's token is odd for a knot. */
const answerOf = ({ dataset }) => (Number.parseInt(dataset.token.slice(-1), 16) % 2 === 1 ? "knot" : "unknot")
const textOf = ({ dataset }) =>
  new TextDecoder().decode(Uint8Array.from(atob(dataset.why), (character) => character.charCodeAt(0)))

/** Puzzles that were shown, of each size, so that a new round has others. */
const shown = new Map(sizes.map((size) => [size, 0]))
const total = { right: 0, of: 0 }
let round = []
let place = 0
let answers = []
let isAnswered = false

const show = (id) => {
  for (const part of ["start", "play", "end"]) one(part).hidden = part !== id
}

const chosen = () => {
  const some = [...document.querySelectorAll("#start input:checked")].map(({ value }) => Number(value))
  return some.length > 0 ? some : sizes
}

/** As many of each size that is chosen, the fewest crossings first. */
const begin = () => {
  const some = chosen()
  const each = Math.max(1, Math.floor(roundLength / some.length))
  let again = false
  round = some.flatMap((size) => {
    const own = puzzles.filter(({ dataset }) => Number(dataset.crossings) === size)
    const from = shown.get(size)
    shown.set(size, from + Math.min(each, own.length))
    again ||= from + Math.min(each, own.length) > own.length
    return Array.from({ length: Math.min(each, own.length) }, (_, k) => own[(from + k) % own.length])
  })
  one("again").hidden = !again
  place = 0
  answers = []
  show("play")
  present()
}

const score = () => {
  const right = answers.filter(({ isRight }) => isRight).length
  one("score").textContent = `${right} of ${answers.length} right`
}

const present = () => {
  for (const puzzle of puzzles) puzzle.hidden = puzzle !== round[place]
  for (const strip of document.querySelectorAll(".stages")) strip.hidden = true
  isAnswered = false
  one("choice").hidden = false
  one("onward").hidden = true
  one("said").className = ""
  one("said").replaceChildren()
  one("where").textContent =
    `Diagram ${place + 1} of ${round.length}, with ${round[place].dataset.crossings} crossings`
  score()
  one("where").focus()
}

const answer = (guess) => {
  if (isAnswered || one("play").hidden) return
  isAnswered = true
  const puzzle = round[place]
  const isRight = guess === answerOf(puzzle)
  answers.push({ crossings: Number(puzzle.dataset.crossings), isRight })
  total.of++
  if (isRight) total.right++
  const verdict = document.createElement("strong")
  const what = answerOf(puzzle) === "knot" ? "it is a knot" : "it is the unknot"
  verdict.textContent = isRight ? `Right: ${what}.` : `No: ${what}.`
  one("said").className = isRight ? "right" : "wrong"
  one("said").replaceChildren(verdict, textOf(puzzle))
  const strip = one(`stages-${puzzle.dataset.token}`)
  if (strip !== null) strip.hidden = false
  one("choice").hidden = true
  one("onward").hidden = false
  one("next").textContent = place + 1 < round.length ? "Next" : "Result"
  score()
  one("next").focus({ preventScroll: true })
}

const cell = (name, text) => {
  const made = document.createElement(name)
  made.textContent = text
  if (name === "th") made.scope = "row"
  return made
}

const line = (name, some) => {
  const row = document.createElement("tr")
  const right = some.filter(({ isRight }) => isRight).length
  row.append(cell("th", name), cell("td", `${right}`), cell("td", `${some.length}`))
  return row
}

const finish = () => {
  const right = answers.filter(({ isRight }) => isRight).length
  one("result").textContent = `${right} of ${answers.length} right`
  const some = [...new Set(answers.map(({ crossings }) => crossings))]
  one("table").replaceChildren(
    ...some.map((size) =>
      line(
        `${size} crossings`,
        answers.filter(({ crossings }) => crossings === size)
      )
    ),
    line("all", answers)
  )
  one("so-far").textContent =
    total.of > answers.length ? `In all rounds so far: ${total.right} of ${total.of} right.` : ""
  show("end")
  one("result").focus()
}

const onward = () => {
  if (!isAnswered) return
  place++
  if (place < round.length) present()
  else finish()
}

one("begin").addEventListener("click", begin)
one("knot").addEventListener("click", () => answer("knot"))
one("unknot").addEventListener("click", () => answer("unknot"))
one("next").addEventListener("click", onward)
one("more").addEventListener("click", begin)
one("other").addEventListener("click", () => show("start"))
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || one("play").hidden) return
  const guess = { k: "knot", arrowleft: "knot", u: "unknot", arrowright: "unknot" }[event.key.toLowerCase()]
  if (guess === undefined || isAnswered) return
  event.preventDefault()
  answer(guess)
})
show("start")
