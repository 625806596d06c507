/** Numbers as every reader of YAML takes them for numbers. */

/** Strings, in which nothing is changed; or the digits before an exponent that has no point before it, and the exponent. */
const parts = /"(?:[^"\\]|\\.)*"|(?<![\d.])(\d+)e([+-]?)(\d+)/g

/**
 * JSON with `1.0e-7` where it has `1e-7`: YAML 1.1, which PyYAML reads, takes a number with an exponent for text unless it has a
 * point, and the exponent a sign. JSON still, with the same values.
 */
export const inYaml = (json: string): string =>
  json.replace(parts, (all, digits: string | undefined, sign: string, exponent: string) =>
    digits === undefined ? all : `${digits}.0e${sign || "+"}${exponent}`
  )
