/** What people call a station: it stands in sentences, tables and pages of other machines. */

/** Letters, digits, ".", "_" and "-", at most 100 of them. */
export const pattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

/** The name of a host as one of these: whatever else it has is "-". */
export const ofHost = (name: string): string => {
  const plain = name.replace(/[^A-Za-z0-9._-]/g, "-").slice(0, 100)
  return pattern.test(plain) ? plain : `host${plain}`.slice(0, 100)
}
