/** The sinusoids of Vaswani et al. (1706.03762), section 3.5: what tells places of a word apart without training. */

/**
 *     out[place, 2 i] = sin(place / 10000^(2 i / width)),  out[place, 2 i + 1] = cos(the same)
 *
 * @returns (length, width)
 */
export const sinusoids = (length: number, width: number): Float32Array =>
  Float32Array.from({ length: length * width }, (_, k) => {
    const place = Math.floor(k / width)
    const column = k % width
    const angle = place / 10000 ** ((column - (column % 2)) / width)
    return column % 2 === 0 ? Math.sin(angle) : Math.cos(angle)
  })
