/** Some names in a sentence: `a`, `a, b and c`, `a, b, c and 7 more`. */
export const listed = (names: ReadonlyArray<string>): string => {
  const most = 3
  const said = names.length > most + 1 ? [...names.slice(0, most), `${names.length - most} more`] : names
  return said.length === 1 ? said[0]! : `${said.slice(0, -1).join(", ")} and ${said.at(-1)}`
}
