/** The name that was probably meant. */

/**
 * Damerau-Levenshtein distance, restricted to one edit a place ("optimal string alignment"): insertions, deletions,
 * substitutions and swaps of neighbours, each at cost 1. Cost: the product of the lengths.
 */
export const distance = (a: string, b: string): number => {
  let before: ReadonlyArray<number> = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let least = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) least = Math.min(least, before[j - 2] + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length]
}

/** Longer words are not typing slips of a name. */
const longest = 64

/**
 * The candidate closest to `word`, capitals ignored, if at most a third of the word (and at least one letter) is
 * wrong; the first of equals.
 */
export const nearest = (word: string, candidates: Iterable<string>): string | undefined => {
  if (word.length > longest) return undefined
  let found: string | undefined
  let least = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue
    const away = distance(word.toLowerCase(), candidate.toLowerCase())
    if (away < least) {
      found = candidate
      least = away
    }
  }
  return found
}

/** ` Did you mean "width"?`, or nothing: to append to a sentence. */
export const suggestion = (word: string, candidates: Iterable<string>): string => {
  const found = nearest(word, candidates)
  return found === undefined ? "" : ` Did you mean ${JSON.stringify(found)}?`
}
