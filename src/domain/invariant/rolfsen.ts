import * as Table from "./table/table.ts"

/**
 * Braid words of the 249 prime knots up to ten crossings, in the order of Rolfsen's table without the knot that Perko
 * found to be there twice (10_161 and 10_162 are one; the later ones move up: there are 165). Letter `a` is sigma_1,
 * `A` its inverse, `b` sigma_2 and so on.
 * Source: the Knot Atlas (katlas.org), whose chirality these are: its 3_1, `AAA`, has the Jones polynomial
 * -t^-4 + t^-3 + t^-1. KnotInfo lists the mirror image of many of them.
 */
const words: Readonly<Record<number, string>> = {
  3: "AAA",
  4: "AbAb",
  5: "AAAAA AAABaB",
  6: "AABacBc AAAbAb AAbAbb",
  7: "AAAAAAA AAABaBCbC aaaaabAb aabAbbcBc AAAABaBB AAbACbC aBaBcBc",
  8: `
    AABaBCbdCd AAAAAbAb AABacBcdCd AAAbAbcBc aaaBaaaB AAAABacBc aaaaBaBB aaabACbCC AAAbAbbb aaaBaaBB
    AABaBBcBc AbACbdCd AAbAbbcBc AAABaBcBc AAbACBBBC AAbAAbAb AAbAbAbb AbAbAbAb aaabaaab aaaBAAAB
    AAABaaBB`,
  9: `
    AAAAAAAAA AAABaBCbCDcD aaaaaaabAb AAAAABaBCbC aabAbbcBcdCd AAAAAABaBB AAAABaBCbCC AAbAbcBDcD
    AAAAABaBBB aabAbbbbcBc aaaaBacBc AAbACbCDcD aaaabAbbcBc aabACbCdCd aaabACbdCd aaaabbAbbb aBaBBBcBc
    AAABaBBBCbC aBaBBCbdCd AAAbACbCC aabAbCbdCd AbAbCbbbC AAABaBBCbCC AAbACbbbC AAbACBBdCd aaaBaBcBc
    AAbAbbCbC AAbACbbCC aBBcBaBcB AAbbAbCbC AAbAbCbCC aaBaBacBc AbAbbACbC AbAbCbAbC AABaBBCbbDcBDC
    aaaBaacBc AAbACbadCbCd AABBcBaBCCB aabACBadcBcd AbACbACbC AABacbbDCbCD aaaBAAcBc aaabaaCbC AAABaacBc
    AABaBACbC AbAbCBaBC AbAbcbAbc aabAbaCbAbC aabaaCbAbcc`,
  10: `
    AABaBCbCDceDe AAAAAAAbAb AABaBCbdCdeDe AAAbAbcBcdCd aaaaaaBaBB AAAAAABacBc AABaBCbCCdCd AAAAAbAbcBc
    aaaaaBaBBB AAbAbbcBcdCd AAAABacBcdCd aaaaabACbCC AABacBDceDe AAAAABaBcBc aaaaBaBCbCC aabAbbCbCDcD
    AAAAbAbbbb AAABaBcBcdCd AAAAbAbbcBc AAAABaBCbdCd AABaBBBBcBc aaaabACbCCC AAbAbbbbcBc AABaBBBCbdCd
    AAAABaBBcBc AAAbAbbbcBc AAAABaBcBcc aabAbbcBDcDD AAAbACbdCd AABaBBCbCdCd AAABacBccdCd aaaBaBBCbCC
    AABaBcBccdCd aaabAbcBDcDD AbAbcBDceDe AAABaBCbCdCd AAABacBcdCdd AAABaBBCbdCd AAABaBBBcBc aaabAbbCbCC
    aBaBBcBDcD AAbAbCbdCd AAbACbdCdd AAbACbCdCd AbAbCbCdCd aaaaaBaaaB aaaaaBaaBB AAAAbbAbbb AAAAbACBBBC
    aabAbbCbbbC aabAbbCbbCC aaaBaaBBCbC AABaBcBDCCCD aaaBaaBCbCC AAABacBDCCCD aaabAbCbbbC aaabAbCbbCC
    aBacBDCCeDe AbAbCbbdCd AbAbbCbCBDcD aaaBaaaBCbC aaaaBaaaBB AAbACBBBCDcD aaaBaaaBBB aabAbCbbbCC
    AAAbACBBBCC AAABaBCbbdCBdC aaBaBBCbbDcBDC aabACbadCbCd AbACbbbdCd AAbACbbdCd aaaabbAbCbC
    AABaBAcBcDcD AABaBBCbbdCBdC aBaBcBBdCbdc aaaabACbbbC aaaabACbbCC AABaBAcBDcDD AAAbbAAbbb AAAbAACBBBC
    aaBacbbDCCCD AAAAbAbAbb aabAbCbbCbC aaabACbbCbC AAAAbAAbAb AAbAbAbbcBc aaabACbCbCC AbACbCbdCd
    AbAbcBADCbCD AAbAbcBAcbb AAAbAbbAbb aaabbCbAbCb AAbAAbAbcBc aaaBaaBBaB AAbbCbAbccb AbaCbaCdCbCd
    aabAbaCbAbcDcD AABBcBaBBcB AAbAAbbAbb AAAbAAbAAb aaabAcBacbbdCd AAbACbAbbcc AABacBBcBBc AAAbbAbAbb
    aaBacbbDCbCD aaaBaBaaBB AAbAcbbDcBcD aaBaacBaBCC AAbAbbAAbb AbACBBBdcBcd aabbCbbAbCb AAAbAbAbAb
    aaabCbAbCbC AABacBcBcBc aBacbbDCbCCD AAbAAbAbAb aabbCbAbCbC aaBaBaBBaB AAbACbAbccb AABacbADCBBCCD
    AABcBaBcBcB aabCbACbCbC AbAbAbAbAb aaaaabaaab aaaaaBAAAB AAAAABaaaB AAAAABaaBB aaabaabbcBc
    aaaBAAcBAcB aaaBAABBCbC AAABaaBBCbC aaaBAABCbCC AAABaaBCbCC aaabaabcBcc aaabAbCBBBC aBaBCbbdCd
    AbAbCBBdCd AbAbcbbDcD aaaabaaabb aaaBAAABCbC aaaaBAAABB aaabaaabcBc AAAABaaaBB AABaBAcBAcb
    AABaBACBaBC AAbAbaCbAbC aaaBaBCbAbC AAAABaaBaB AAAABaBaBB aaaBaacBAcb aaabAAcBacB AAABBAABBB
    AAABAAcbbbc aabAbacbbbc aaabAAbAAb AAAbaaCBaBC aaabbAbAbb AAABaacbAbc AAABaBaaBB aaabaaCbAbC
    AAABaBAABB AABaaBBAcBc aaBAAcbAbbc aaBaBBCbAbC aabACbAbccb`
}

/** Source: KnotInfo, symmetry type, positive, negative or fully amphicheiral. Jones polynomials that are their own
 * mirror images do not tell: those of 9_42, 10_48, 10_71, 10_91, 10_104 and 10_125 are, and these are chiral. */
const achiral = new Set(
  (
    "4_1 6_3 8_3 8_9 8_12 8_17 8_18 10_17 10_33 10_37 10_43 10_45 10_79 10_81 10_88 10_99 10_109 10_115 10_118 " +
    "10_123"
  ).split(" ")
)

/** The primes in the order of the table. */
export const primes: ReadonlyArray<Table.Prime> = Object.entries(words).flatMap(([crossings, text]) =>
  Table.words(text).map((word, k) => {
    const name = `${crossings}_${k + 1}`
    return { name, crossings: Number(crossings), word, achiral: achiral.has(name) }
  })
)

export const table: Table.Table = Table.of("the Knot Atlas", primes)

/** The prime of this name. Throws a RangeError if the table has none. */
export const find = (name: string): Table.Prime => Table.find(table, name)
