/** Seconds as people say them: the two largest units. */

const units = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60]
] as const

export const format = (seconds: number): string => {
  if (!Number.isFinite(seconds)) return "unknown"
  if (seconds < 0.001) return `${Math.round(seconds * 1e6)} µs`
  if (seconds < 0.9995) return `${Math.round(seconds * 1000)} ms`
  if (seconds < 9.95) return `${Number(seconds.toFixed(1))} s`
  const whole = Math.round(seconds)
  for (const [i, [name, size]] of units.entries()) {
    if (whole < size) continue
    const [nextName, nextSize] = units[i + 1] ?? ["s", 1]
    const rest = Math.floor((whole % size) / nextSize)
    return rest === 0
      ? `${Math.floor(whole / size)} ${name}`
      : `${Math.floor(whole / size)} ${name} ${rest} ${nextName}`
  }
  return `${whole} s`
}
