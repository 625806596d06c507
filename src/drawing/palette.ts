/**
 * Colours that are told apart, in this order and then again: after Okabe and Ito's palette for all forms of colour
 * vision, darkened where needed so that each has a contrast of at least 3 to 1 against white and against #111111.
 */
export const palette: ReadonlyArray<string> = [
  "#1a80c0",
  "#d55e00",
  "#009e73",
  "#b5588f",
  "#8a6d00",
  "#7a7a7a"
]
