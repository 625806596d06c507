// Puts sections that have changed in their places, and steps through the moments of a replay.
const path = document.body.dataset.path
const connection = document.getElementById("connection")
const replay = document.getElementById("replay")

/** Keeps what the reader has opened, scrolled and focused. */
const swap = (id, html) => {
  const element = document.getElementById(id)
  if (element === null) return
  const details = new Map([...element.querySelectorAll("details[id]")].map((each) => [each.id, each.open]))
  const scrolled = [...element.querySelectorAll(".scroll, .log")].map((each) => ({
    left: each.scrollLeft,
    top: each.scrollTop,
    atEnd: each.scrollTop + each.clientHeight >= each.scrollHeight - 4
  }))
  const focused = element.contains(document.activeElement)
    ? document.activeElement.getAttribute("aria-label")
    : null
  element.innerHTML = html
  for (const [name, open] of details) {
    const found = document.getElementById(name)
    if (found !== null) found.open = open
  }
  for (const [i, each] of [...element.querySelectorAll(".scroll, .log")].entries()) {
    const before = scrolled[i]
    if (before === undefined) continue
    each.scrollLeft = before.left
    each.scrollTop = each.classList.contains("log") && before.atEnd ? each.scrollHeight : before.top
  }
  if (focused !== null) element.querySelector(`[aria-label="${CSS.escape(focused)}"]`)?.focus()
}

/** What the run is now, also while something older is shown. */
const latest = new Map()
let then = false

const show = (sections) => {
  for (const [id, html] of Object.entries(sections)) swap(id, html)
}

for (const log of document.querySelectorAll(".log")) log.scrollTop = log.scrollHeight

const source = new EventSource(`${path}/events`)
source.addEventListener("open", () => {
  connection.hidden = true
})
source.addEventListener("error", () => {
  connection.hidden = false
})
source.addEventListener("news", (event) => {
  const { title, sections } = JSON.parse(event.data)
  if (title !== undefined) document.title = title
  for (const [id, html] of Object.entries(sections)) latest.set(id, html)
  if (!then) show(sections)
})

if (replay !== null) {
  const slider = document.getElementById("moment")
  const play = document.getElementById("play")
  const now = document.getElementById("now")
  let moments
  let timer
  let asked = 0
  replay.hidden = false
  now.disabled = true

  /** Those that there are when the reader begins to look back. */
  const load = async () => {
    moments ??= await (await fetch(`${path}/moments`)).json()
    return moments
  }

  const showThen = async (k) => {
    then = true
    now.disabled = false
    const mine = ++asked
    slider.setAttribute("aria-valuetext", new Date(1000 * moments[k]).toISOString())
    const response = await fetch(`${path}/then?at=${moments[k]}`)
    // An answer to an older question comes too late.
    if (response.ok && mine === asked) show((await response.json()).sections)
  }

  const pause = () => {
    clearTimeout(timer)
    timer = undefined
    play.setAttribute("aria-pressed", "false")
    play.textContent = "Replay"
  }

  const showNow = () => {
    pause()
    asked++
    then = false
    moments = undefined
    now.disabled = true
    slider.value = slider.max
    slider.removeAttribute("aria-valuetext")
    show(Object.fromEntries(latest))
  }

  /** About half a minute for a whole run. */
  const step = async (k) => {
    slider.value = (slider.max * k) / (moments.length - 1)
    await showThen(k)
    if (timer === undefined) return
    if (k + 1 < moments.length) timer = setTimeout(step, Math.min(500, 30000 / moments.length), k + 1)
    else pause()
  }

  play.addEventListener("click", async () => {
    if (timer !== undefined) return pause()
    const last = (await load()).length - 1
    if (last < 1) return
    play.setAttribute("aria-pressed", "true")
    play.textContent = "Pause"
    const k = Math.round((last * slider.value) / slider.max)
    timer = setTimeout(step, 0, k >= last ? 0 : k)
  })
  slider.addEventListener("input", async () => {
    pause()
    const last = (await load()).length - 1
    if (last > 0) showThen(Math.round((last * slider.value) / slider.max))
  })
  now.addEventListener("click", showNow)
}
