/**
 * Makes what a thread needs for a config once, and keeps it until it is asked for another.
 *
 * @param drop closes what is not kept any longer; nobody may be at work with it
 */
export const kept = <C, B, A>(
  make: (config: C, by: B) => A,
  drop: (made: A) => void = () => {}
): ((config: C, by: B) => A) => {
  let last: { config: C; readonly text: string; readonly by: B; readonly made: A } | undefined
  return (config, by) => {
    if (last?.config === config && last.by === by) return last.made
    // Each job brings a copy of its config.
    const text = JSON.stringify(config)
    if (last?.text !== text || last.by !== by) {
      if (last !== undefined) drop(last.made)
      last = { config, text, by, made: make(config, by) }
    }
    last.config = config
    return last.made
  }
}
