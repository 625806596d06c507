/**
 * Braid words of the 2977 prime knots up to 12 crossings, by crossings and, from eleven on, by whether they alternate, in the order of
 * their names; with how they are their own mirror images. Written by scripts/knot-table.ts, which checks them.
 * Source: KnotInfo (knotinfo.org), by way of the Python package database_knotinfo 2026.11.2.
 */

/** Letter `a` is sigma_1, `A` its inverse. */
export const words: Readonly<Record<string, string>> = {
  "3": `
    aaa`,
  "4": `
    aBaB`,
  "5": `
    aaaaa aaabAb`,
  "6": `
    aabACbC aaaBaB aaBaBB`,
  "7": `
    aaaaaaa aaabAbcBc aaaaabAb aabAbbcBc aaaabAbb aaBacBc AbAbCbC`,
  "8": `
    aabAbcBDcD aaaaaBaB aabACbCDcD AAAbAbcBc aaaBaaaB aaaabACbC AAAAbAbb AAABacBcc aaaBaBBB AAAbAAbb aabAbbCbC aBacBDcD aaBaBBCbC
    aaabAbCbC aaBacbbbc AAbAAbAb aaBaBaBB aBaBaBaB aaabaaab aaaBAAAB aaabAAbb`,
  "9": `
    aaaaaaaaa aaabAbcBcdCd aaaaaaabAb aaaaabAbcBc aabAbbcBcdCd aaaaaabAbb aaaabAbcBcc aaBaBCbdCd aaaaabAbbb aabAbbbbcBc AAAAbACbC
    aaBacBcdCd aaaabAbbcBc AABacBcDcD AAABacBDcD aaaabbAbbb AbAbbbCbC aaabAbbbcBc AbAbbcBDcD aaaBacBcc AABaBcBDcD AbAbCbbbC
    aaabAbbcBcc aaBacBBBc aaBacbbDcD AAAbAbCbC aaBaBBcBc aaBacBBcc aBBcBaBcB AAbbAbCbC aaBaBcBcc AACbCAbAb ACbCAbbAb AbAbCbAbC
    aabAbbcBBdCbdc AAAbAACbC aaBacBADcBcD aabbCbAbccb AABacbADCbCD aBacBacBc AABacbbDCbCD AAAbaaCbC aaabaaCbC aaabAACbC AABaBACbC
    AbAbCBaBC AbAbcbAbc AABaBAcBaBc aabaaCbAbcc`,
  "10": `
    aabAbcBcdCEdE aaaaaaaBaB aabAbcBDcDEdE AAAbAbcBcdCd AAAAAAbAbb aaaaaabACbC aabAbcBccDcD aaaaaBaBCbC aaaaaBaBBB aaBaBBCbCDcD
    aaaabACbCDcD AAAAABacBcc aabACbdCEdE aaaaabAbCbC AAAAbAbcBcc aabAbbCbCDcD aaaaBaBBBB aaabAbCbCDcD aaaaBaBBCbC aaaabAbcBDcD
    aabAbbbbCbC aaaabACbCCC aaBaBBBBCbC aabAbbbcBDcD aaaabAbbCbC AAAbAbbbcBc AAAABaBcBcc AABaBBCbdCdd aaaBacBDcD aabAbbcBcDcD
    aaabACbCCDcD AAAbAbbcBcc aabAbCbCCDcD AAABaBCbdCdd aBaBCbdCEdE aaabAbcBcDcD aaabACbCDcDD aaabAbbcBDcD aaabAbbbCbC AAABaBBcBcc
    AbAbbCbdCd aaBaBcBDcD aaBacBDcDD aaBacBcDcD aBaBcBcDcD aaaaaBaaaB AAAAAbAAbb AAAAbbAbbb aaaaBacbbbc aabAbbCbbbC AABaBBcBBcc
    aaaBaaBBCbC aabAbCbdcccd AAAbAAbcBcc aaabACbdcccd aaabAbCbbbC AAABaBcBBcc AbACbdccEdE AbAbCbbdCd AbAbbCbCBDcD aaaBaaaBCbC
    AAAAbAAAbb aaBacbbbcdCd aaaBaaaBBB AABaBcBBBcc aaaBacbbbcc aaacDbcDBBcbAb aaBaBBCbbDcBDC AABacBADcBcD aBacBBBDcD AAbACbbdCd
    aaaabbAbCbC AABaBAcBcDcD aabAbbcBBDcbDc AbAbCbbDcBDC aaaabACbbbC AAAABacBBcc aabAbaCbdCdd aaaBBaaBBB aaaBaacbbbc aaBacbbDCCCD
    aaaaBaBaBB AABaBcBBcBc aaaCbCbbCAb AAAAbAAbAb AAbAbAbbcBc aaabACbCbCC aBacBcBDcD AbAbcBADCbCD AAbbcABcbAb AAAbAbbAbb aaabCbAbCbb
    AAcBcbAbAAb aaaBaBBaaB aaBCCBaBcBB aBAcBAcDcBcD aabAbaCbAbcDcD aabCbbAbCbb aaBaaBBaBB AAAbAAbAAb aaabAcBacbbdCd AAbACbAbbcc
    AABacBBcBBc AAAbbAbAbb aaBacbbDCbCD aaaBaBaaBB aadCbCdBBCaB aaBaacBaBCC aaBaBBaaBB aDCbCDbbbcaB aabbCbbAbCb AAAbAbAbAb
    aaabCbAbCbC AABacBcBcBc aBacbbDCbCCD AAbAAbAbAb AABBcBaBcBc aaBaBBaBaB aaBacBaBCCB aabACBadcbbccd aabCbAbCbCb AABcBacBcBc
    aBaBaBaBaB aaaaabaaab AAAAAbaaab AAAAABaaaB aaaaabAAbb aaabaabbcBc AAAbaaCbaCb aaaBAABBCbC aaabAAbbcBc aaaBAABCbCC aaabAAbcBcc
    aaabaabcBcc AAABaBcbbbc AABcBaBBcbb aBaBcbbDcD AbAbcbbDcD aaaabaaabb AAAbaaabcBc AAAAbaaabb aaabaaabcBc AAAABaaaBB aabAbaCbaCB
    AABaBACBaBC AAbAbaCbAbC aaaCbAbCBaB AAAABaBaaB aaaabAbAbb aaaBaacBAcb AAABaaCbACb aaabbaabbb AAABAAcbbbc aabAbacbbbc AAABaaBaaB
    AAAbaaCBaBC AAABBaBaBB AAABaacbAbc aaabAbAAbb aaabaaCbAbC aaabAbaabb AABaaBBAcBc aaBAAcbAbbc aaBaBBCbAbC AABacBaBCCB`,
  "11a": `
    aaabAbbCbCBDcD aaDcDcbbccaB AAACbCbAAbb AAABaccBcDcD AbAbbcBDCCeDe AbAbbccBcDcD AAAAbbAbCbC AABaBccBcDcD AbAbCbbbbbC
    aabAbbbCbCBDcD AAbAbccBcDcD AbAbbcBDcccD AbAbbcBcdCEdE aaBBaBcBBcc aaBBaBcBBBc aaBBaBBCbdCd aaeDeCCDbbcaB AAdcccdbbCAb
    aaBaBacBBcc aaBacbbDcccD aaBacbbcdCEdE aaaBaacBBcc aaabACbdCCdd aaabAAcBBcBcB aaabAAcBcBccB aacBcBBcaBB AAABacBcBDcD AAbAbbbACbC
    AAbAbAcBADcbDc aabAbCBaBBcDcD aaBacbbccDcD AAbAbCbdcccd aaBBaBBBcBc aaaBaBcBBcc aaBaBBcBBcc AAABaBBCbdcccd aabACbCdCCdd
    AAdbCdbCCabCaB AAAbACbdcccd aaaaBacBBcc aabAbCbdCCdd aabAbaCbdCEdE aabAbaCbdcccdd AAAABBacbbbcc aaBacbbDcDEdE aaBaBCbdCCdd
    aaBBacBBBcc AAABaBcBBDcD aaaBaacbbDcD aaabACbdccEdE AbACbdCCEdE aaabAbCbCCBDcD AAAAbAbACbC AABaBcBcBDcD aaBacBBBBBc
    aabAbaCbCCCDcD AAAAbbacBBBcc aaBaBCbdCCCd aaBaBCbCDceDe aaaaBacbbDcD aabAbCbdccEdE AAAAAbAACbC AABaBBcBBDcD AAAABacBBDcD
    AAABaBCbdCEdE AAACbCAbbAb AADcDBccBcaB ACbCAbbbbAb aabAbbCbCCBDcD aaaBacBAcDcBcD aaccBcBaBaB aacBcBBcBaB AbAbAbAbCbC AbAbbbCbbbC
    AbAbbbbcBDcD AAbbCAbCbAb AAABaBcBcDcD aaabAbCbbDcBDC AACbCbAbAAb AACbCbbAbAb AbAbbAbbCbC aaBaBBcBBBc aaaBaaBcBcc aaBaBBBCbdCd
    aaabACbCdCdd AAbbbbAbCbC aabAbbcBDCbCCD AAAbbbAbCbC AbAbbbcBcDcD AAAbAbcBcDcD AAbAbbcBcDcD AAAbAAbbCbC AAABacBccDcD
    aaaabbAbbcBcc aaabAbbcBcdCdd AbAbCbdCEdE AABacccBcDcD AABacBcdCdEdE AbAbCbbCbbC aaBacbbbcDcD aaadccBcdBBCAb aaBacBADcBcccD
    aaECdEBCdbbCbAb aaaDBcDBcABcAb aaaBacbbbDcD aaBacBBBBcc AABaBBCbdcccdd aaBBBaBBcBc aaBaBcBBBcc aaBaBCbCCdCd aaBaBBCbdCdd
    AACbbbAbCAb AAAbAACbAbC aaaDDcBcDbbcAb aaadcBcdBBBCAb aaaddcBcdaBCAb aaabAbCbdCdd AbAbcBcDcccD AbAbcBccdCEdE AAABaBBcBDcD
    AbACbCdCEdE AABacBBDcBcD aaabAbcBcbDcBcdd aaabbCbAbcccb aaBccBaBcaB aaBBcBaBccB aaBaaBacBcc aBAcBAcBDceDe AAAbCAbCAAb
    AAcDBcDBBcaB AACbbAbCAAb aaaDcDBcABcaaB aabACbdcccEdE aaBacbbbDcDD AbAbCbAbcDcD AABcBaBDcBcD AAbAbacBADcBDc aaBaBacBAcBDcD
    aaaBacBBBcc aaaBaBCbdCdd AAbAbAbcBDcD AAAAbAAACbC AABaBcBBBDcD AAAAABacBDcD AABaBBCbdCEdE AAACbbAbCAb aaBacBaccBB
    aabAcBacbbdCEdE AbAbccDcBcDc AADBcDBaBcBB AAAbACbACbb AABacBDcBDcc aaabACbdCCCd aaabACbCDceDe AABacbADCbbCCD AAAbAACbbbC
    AAbAAbbACbC aaBBcBBaBcB aaBacBDceDe aaBacBBcBBc AAAbAAbcBDcD AAbAbACbACb AbACbbAbbbC ACbCAbbAbAb aaBacBBBcdCd aaBaBCbdCdeDe
    ADcDBcbAbbAb aaDcDBCCbbCbAb AADccBcDBcaB aaBcBaBcBcB aaBacBcBcBc aaDccBcDABcaaB aaaBacBADcBcDc aaBaBBBBcBc aaBaBBBcBcc
    aaaBaBBcBcc aaaaBaBcBcc aaBaBcBccdCd AbAbbbbbCbC AAAbAbbbCbC aabAbbCbbDcBDC AAAAAbAbCbC AABaBBcBcDcD AAAAbAbbCbC AABaBcBccDcD
    aaabAbbbbcBcc aacDbcDBBcBBaB AABacBcccDcD AACbCbAbAbb aaBaBBcBcdCd aaaaabAbbcBcc aaabAbbcBccdCd AAAABacBcDcD AAAbAAAbCbC
    AABaBCbdCdEdE AAbAbAAbCbC aaabACBBdcBcdd aaBaBCbbdCBddC AAAbAbCbbdCBdC aaabAbbcBBdCbddc aaEdEDcBcDABcaB aaaaBacBADcBcD
    aaaaaBacBcc aabAbbCbdCdd AAAbAbbcBDcD AAAAAAbACbC AABaBBBcBDcD AAAABaBcBDcD AAEdECdBCdabCab AABacBccdCEdE AABaBCbCdCEdE
    aaabAcbbDccBcD aaabAcbbbDcBcD aabAbCbdCBEdCdE aaBaacBaBcc aaccBBaBcaB AACbbAAbCAb AbACBBdcBcEdE AABaBCbbdCBEdCE aaaBacBcdCdd
    AAAAbACbbbC AABaBcBDcccD aaaBaaacBcc aaaabACbdCdd AAAAbAbcBDcD AABaBcBcdCEdE aaabbCbAbccbb AbACBdcBccEdE aaabACbdCdeDe
    aabAbcBDceDee aaBBBacBBBc aaBcBBaBcBB aacBcBaBcBB aaaaaaaabAbb aaabAbbbbbcBc aaaabAbbbcBcc aaabAbbbcBBdCbdc aaabAbbbcBcdCd
    aaBcBacBcBc aaaaaabbAbbb aaaabbAbbbcBc aaaaaabAbcBcc aaabAbcBcccdCd aaabbCbAbbccb aaaabAbccBccc aaaabAbcBcdCdd aaabAbcBcdCdeDe
    AAAbCbAbCbC AABacDcBcDcD AbbbAbCbbbC aaaaCCbCbCABB ACbbbCAbbAb AACbbbCAbAb aaaaCbCbbCABB AAAbCbAbCAb AAcDcBcDBcaB AAAbAbCbbbC
    AABacBcDcccD aaaBaacBccc aaaBaacBcdCd AAAbACbCbCC AADcDCbCAbAb aaaabbAcbbbcc aaacBcBBcaB aadCdCCdbCAb AbAbCbACbCb AACbCAbCbAb
    AbAbCbAbbbC AbCbAbCbbAb aacDcBcDBCCbAb aaBaBacBAdCbdc aacDBcBcDaBcAB AADcDBBCabCbAb AAbbACbAbCb aaaBacBAdCbbdc aaBacBAdCbbdcc
    aaaBaBcBaBc aabACbCdCbCd AABacbbbbDCbCD aabAAbcBaDCbEdCED AbbAbCbAbbC acBaBcBBBaB AAAbAbCbaDcBDC aacBBcaBcaB AAbAACbadCbdCd
    ACbbAbCbbAb ACbbAbCAbAb aBaBcBacBBc aacBaBcBBaB AAbAbbCbaDcBDC aabbbbCbAbccb aabAbaCbAbcccdCd aBBBBcBaBcB AABaBcbdCbCdCC
    AAAADCbCDAbcaB AAEDcDEBcdbCBaB AAbAACbaCdCbCd aaaabbCbAbccb aabAbccDcBcddc AAbbCbAbCAb AAbACbACbCb AAbACbACCbC AAbAbacBAcbdCd
    aaaBaacBAdCbdc aBaBBcBBaBc AAAbAbCbCCC AAAbAbCbCDcD aaaaBacBccc aaaBacBccdCd aaaaBacBcdCd aabAbCbdCdeDe AAAABacbbDCbCD
    AABaBCbdccEDcDE aaBaBacBaBc aacBBaBcBaB aaaBcBaBcBB aaaBaCbACBBDcD aabbCbAbbccbb aabbccbAbCbbb aaaccdbbCdaBCbAb AAAbACbACbDcBD
    AACdCbCdabCAAb aaCdCbCdCCAb AABacBDcBDcEdCE AABaCBBdCbCdeDe aaBaBcBaBcB aabACBaBdcBccd aaccdbCdABcaaB aabAbCBaDcbbcddc
    aBBBcBaBcBB AACdCCbCdabCAb aBacBBacBBc AABacBcDcDEdE aaaaaabAbbbb aaaaabAbbbcBc aaaaaabAbbcBc aabAbbbcBccdCd aaaaabbbAbbb
    aaaaabAbcBccc aaaabbbAbbcBc aaaabAbcBccdCd aaaaabAbcBcdCd aabAbbcBcdCdeDe aaaaDcBcDbbcAb aaEdCdEccdBcbAb AbbbCbAbbCb
    aaBAcBaDcBccDc aaaBacBacBc aabACbdCbdCd aBaBBcBacBc aBacBacBBBc AAbaCbAbdCbdCd aabbbCbAbbccb aaabAbaCbAbccdCd aaaaaaabAbbb
    aaaabAbbbbcBc aaaabAbbcBccc aaaaaaabAbcBc aabAbbbbcBcdCd aaaabAbbcBcdCd aaaabAbbcBBdCbdc aabAbbcBBdCbdeDce aabAbcBccdCdeDe
    aaaaaaaaabAb aabAbbbbbbcBc aabAbbbbcBBdCbdc aaaaaaaaaaa`,
  "11n": `
    AAABaCbCBDcD aaabAbcbbDcD AAABaBcbbDcD aaabAACbACb aaabbCAbCAb AABaBAcbbDcD aaaDcDBcBcAb AABaBAcBBDcD aaaCbCbaabb AAACbCABBaB
    aaaaCbCAbAb aaBaBBcbAbc aaaaabaaCbC AAAABaBACbC aaaaabAACbC aabAbbcbbDcD AABaBCbCBDcD aabAbbcBBDcD AAAAAbaaCbC AABaBBcbbDcD
    aaaCCbbCAAb aaccBBcabAb aaaCCbbCaab aaaBAAcBBcc aaaBaaCbACb aabAbacBBBc aaabaaCbbbC aaabAAbcBDcD aabAAbaCbdCd aaabaabcBDcD
    aaDcDbbcabAb aaadCdBBCAAb aaaDcDbbcAAB AAbAbAcBBcc aaBaBacbbcc AAbAbAcbbcc AAABaacBAcb aaaBACbAbCB aaabAACbbCbCB acbbbcaBBaB
    AcbbbcAbbAb AAAAbbaCbbCbC aacbbbcaBaB AAcbbbcAbAb aaBBaCbbCbC aacBcBBcabb aaCbCbbCabb AAAABaaacBc AABaBCbbbdCd AABaBCbAbbC
    AAAbaacBacb aaabAAbbCbC aaaBAABBcBc aabAAbacBcc aaabAAbCbCC aaaBAABcBcc aaabaabbCbC aaabAACbCCC aaaBaBcbbbc aaabaaCbCCC
    aaabaabCbCC aaabAACbCDcD aabAbacBcdCd aaabaaCbCDcD ABaBBCbAbbC aaabAbaCbAbCC aaabAAcBBDcbDc AAcdbCdbbcaB aacDbcDbbcAb
    aaaBaaCbaCB aabbacBBBcc aaBBacbbbcc aaBBaCbbbCC aaaaBBAcBBBcc AAbbbACBBBC aaBBaCBBBCC aabbacbbbcc AAbbbAcbbbc aaaBAAcBcdCd
    AAABAAcbbDcD aabbbaCbbbC aaaaBAAAcBc aabAbCBBBdCd AAbAbCBaBBC AAAbaaabCbC aabAACbAbbC AABaBACbACb aaaabaaaCbC AAAbACBaBBC
    aabAbcbbbDcD AABacBDCbCCD AAAbaaCbAbC aaabaaCbAbccc aabACbACbbC aaabAbcbAbc aabaaCBaBBC AAAbaaCbbdCBdC aaaBaBAcBaBCC ABaBBBCbAbC
    AAbaCbadCbCd AABacbAbDcBD ABaBACBaBdCd AAABaBAcBaBBc aaabaaabCbC aaBaBcbbbcc AAAbaaaCbCC aaabaaaCbCC AACBBaBCAAb AAAbAACBaBC
    aaabAACbAbC aaabaaCBaBC aabAbCbAbbC AABacBBDCbCD aaBacbADCbCD aabAcBBDcBcD aabAcBBDCbCD aabAcbbDCbCD aaabacBaBcb AABacBaBccB
    AAbAbbcbAbc AABAAcBaBDcD AAACBaBCbAb aaBacBADCbCD aabAcBaDcBcD aaabACbAbbC aaabaabCbAbcc AABaaBBACbC aaBaBaCbaCB AAcBaBcBBaB
    AABaBcBacBc ADCbCDBBcbAb aaBBCbAbCAB aabaCbaCbCb AACbAbCBBaB aabAbaabCbC aaabAcBaacbbb AAAABaBAcBaBc ABaBCbAbbbC aadCbCdcBcAb
    AABaBCbCBdCbCd aabAbCbCBDCbCD aabACBDcBcDC aaBaBaCbAbC aaBaacbAbcc aabaCbaCBBC aabbcBaBcBc aabaCbaCbbC aabCbaCbCbC aaabaCbaCbC
    aabAcbDcbDcD aaaaccBcBcABB aaBaBaCbbbC AAAbAbcbAbc aaabCbAbCAb AABacBcdcBcd aabACbACbCb AAABacBacBc AbAbcbAbbbc AAbCbAbCABB
    aabCbAbCbAb aaabaCBadCbCdC aabAbacBAcbdCd aabAbaCbAbCbC aaaBAcBAcbbcc AABaCbdCbdCd AAcbbAbcbAb aaabAbCbAbC aabAcBcDcBcD
    aaaabaaCbAbcc AABaBcbADcBBDc aabAbcbbDcBcdd ABaBACbAbbC AbAcbbAcbbc aacbbcaBcaB aaabaCBadCbdCd AAbAbACBaBC AcbbAbcAbAb
    aBaBcBacbbc AAbAAbaCbAbcc aaaabAcBaacbb aabaaCbAbccdCd aaBaBaCBaBC aBacbbacbbc aBacBBacbbc aBacBacbbbc`,
  "12a": `
    AbAbccDDccDBBC AbAbcDcccDcBBC AbAbcDEcdEdcBBC AbAbCCbbCdCd AbAbccdEbbCdE AbAbCCdbbCdd AbAbcDcDcBBCDD AbAbCdbbCCCd AbAbCDecDbebC
    AbAbcddecDBeBCe AbAbcDDcDBDBDC AbABCCBBcdECdEd AbAbcDccDcDBBC AbAbcDcDcDBDBC AbAbcDccDcBBCD AbAbCdCdCbbC AbAbCddCdbbC
    AbAbcccDcDcBBC AbAbcDcDDDcBBC AbAbcccDDcDBBC AbAbccddccDbbC AbAbcDEcdEDcBBC ABcaBDecDcaDBEDcb AbAbCdbbCddd AbAbcdECdEdcBBC
    AbAbcDDDDcDBBC AbAbcDEdEDcDBBC AbAbcDecDbebC AbAbCDDCbbCdCD AbAbcDDcccDBBC AbAbCdebbCDed AbAbcdEEdcDEBBC AbAbcccDDcBBCD
    AbAbccccccbbC AbAbcccdCdcbbC AbAbcddcccdbbC AbAbcdCdddcbbC AbAbcdeCDedcbbC aBBcDaaBBcBD aBBCdadaCbbcdB AAABBaBcBBAcc
    AbABCCddCCdBBc AddbCbbadcacbb abbCaCdBdeaceDe abbcDaDaBCCDDD AeddcBeBeDCCBAb aBcacdBdeceDe aBBcDaaBcBcD aBBCDaDaCBBcDcBd
    abbcDaDaBDDCCD ABCCdBdeceBADeb abbcacaaaaBca abbcacacdCBdcc AbCDAbCAdCeddee abbcdadadCBdcc aBabcddecDbebCe aBCaCDBDeceDe
    AdCCbAdAdCbb aBaBccbbCdCCdd ACdCCBdBdccbAb aBBcacacDBcD AbcDADecebDeC aCdCCbdbdccBaB aaBCaCdbdebceDe abbcDaDaBDCCDD
    aBBcdaabCbCdCC ACdCCCBBdccbAb ADeDCedbCbACb ACCCBBcDcDcbAb ACCCBBDcDDcbAb AdCdbCbbbACb AeCBDcbebDcADcb AbAbcDecbbCdCDe
    AbcAcDDcBBcDBC ADCdCbbcddcccbAb abcDEcDBcDeddcbaB aBBaaBcDBcDc ABBaBcBBccBBA aBBaaBcBcDcBcd abbaaBCdbCCCdC abCddeeDCdBeaBC
    AbbaabccdbCbdd aBcdadeceBDec aBBaaBcDBDcD ABBBBaBcBBAcc aBBaaBcBCCDcDC aBBaaBcDBcBD abbaaBCdCbCdCd aBBCdCadaBCCBDcB
    acddbCbadCaCBB abbaaBCdCdbCdd abbcDaDaBCCCCD aaabbcacaaBca abbcacacBcdCdc aBcdBdaeBecDe abbcdCadaBcccc abcddecebDeCbaB
    aBBcaaBcDcDc aBBcDaaBcDDc AbbCDECdbaEbCdCbD abbaaBCdCbCCdC abbcacDacBcddc AbCdAdecebCDebC aBBCdAdACBBcdB abbaaBCdbdCddd
    aBabccbbCDeceDe abbcDcacaBcddc abbaaBCdbCCdCd ABcdBdAebeCCCDe aBcdaBadeceDe abbaaBCdbCdCdd aBBcDaaBcDDD aBBcacdabCbdCB
    AbcdAdececdbCDe abbaaBCdCCbCdC aBBCaabcDBBcBD aBCabbCdbdeceDe AbCDAbDeeDCde aBBcacdabCBddc abbaaBCdCCdbCd ABcDBDAebecDe
    aBBcDaaBBBcD AbCACbCdCCCd AbCACbCdeCDeD AbcAcdEfbCDDEf AbCACdbdCdCd AbcAcdbddECdE AbcAcdeFbCDedF AbCACdbddCdd aBabCCdEbbCdE
    AbAbCdCCdCdBBc AbAbCdCdCdBdBc AbCACdbCdCCd AcDcccBBDCCbAb AdEdcEDcBBCCbAb AbCAbCbdCCCd AdCdCCbCbACb AdddCdbCbACb ACdCddbCbACb
    AdeDCedbCbACb abbaaBCbCCdCdC abbaaBCdbddCdC aaaaabbcacBca abbcaaBcccdCdc abbcaaBcdddCdc aBBaaBBBBBBB ABBccBBBBBAbc AAABBccBBBAbc
    abbaaBCbCdCddC aBBcaaBCDCDCBcBd abCddeeDCdbeaBC abcddeceDecbaBC aBBaaBBBCDbcDC ABcdbdbecAebDec AbCbeDabcDEdCdCbb
    aabAbcBBDcbeddcee abbaaBCdCdbCCC abbaaBCdbdddCd abCdbdeeDCbdaeB AAAAABBccBAbc aBBaaBCbCCDcDC AbbcBAcdbdeceDe aeDecedBdCaCbCb
    abbaaBCdbdCCCd aBCdadeeDCdBaec abbaaBCCCdbdCd AAbcAAABBccBA AbABCddCCCdBBc AbABCDeeDCdeBBc AbcAcdbCdEdEd AbcAcdEbCdEEd
    AbCACbCCCdCd AbCACbCdCddd AbCACbCddCdC AbCdAdcDeDbDCEE AbCACbCdeCDed AeDcDEdCdCbCACb AbcAcdEbCdEEE AbCACdbCdddd AbCACdbCdeDed
    AbcABcbDeFcDeF AbAbCddCCCdBBc AbcAcdEbCdEFeF AbCAbbCbCdCd AbCAbbCdbCdd ADcDcBBCCCCbAb AbcDAcDBcBDEdCE AbAbCCBBcDcccD
    ADcDcccBBCCbAb ADDDcDcBBCCbAb AcDcDDcBBCCbAb ADEdcEDcBBCCbAb AbCdAbCCCCCd AbcABcbDcDDEdED AbcABcbDDDcDDD AbCDeAcDbDDeC
    AbCdEfAbCEfDeD ADCEdEdbCdbAdCb AbAbCdCbbcddCddc ACDBcBBBcDcAcb AbcAcdEDcBcBDCE AbAbccDBcBcBDC AbCdACCCdbCb AbCdeACDeDbCb
    AbAbbbccccbbC aBabcccDcDcbbC AbCAbCDCbbbCbd AbcDAcDEDcDBecb AbCAbCdCbCbd AbbcacdadccDBBCb AbbAAAbCbbAcc AbABccdBdBccDc
    AddbCbdCAdCb AbCdACCdbCbd AbAbcDcDcBBBBC AbAbCdbbbbCd AbAbCDBDccBcDc AbAbCDebcBcbDce AbAbcDDcDBBBBC AbCdACdbbbCb aBcdEaCdEdBcB
    AbCdCbCbAdCb AbCDEABcDcDeDcBcd AbCbdCbbAdCb AbAbCDBDcBcDBc AbbaabbbcDBcDc AbcddcBcDccbAb AbCdCCbCAdCb AbcDAcDEDcDbeCb
    AbCdEACdEDbCbDD AbAbbbcddcbbCdCD AbbCdadaBccBDccb aBcDaBBcDcBc AAAbbAbCbbAcc AbbCDcaDCabbCb AbbccbAbbbbbC AbbcacacdCdcBBCb
    AbbaabCDbcccDc ABcddeedCdbEAbc AAABBcacBcBBA AbABCCCddCdBBc aBcDBcacacBD AbcDeAeDcDebC aBBCDcDCBBcaDcaB aBCCdCbCbdcaaB
    AbCdAbdCbddd aBabCdEbbCdEd AbCdEABdECdCBcd AbcDEACCCdEDbCb AbCdAbdbbCbd AbcDeAcebDeCb AbAbccccbbbbC AbcAccdCdbbbCb
    AbAbcdCdcbbbbC AbcdeedEdcDbAbC AeDcbDccbeDCbAb aBcdEaCdEdcBc AbCdAbCCCbdb aBCdEadEdCdBc AbCABcDcBcDccb AbAbcDcBDccBDC
    AbAbccDcBccBDC AbCdEAbcccdEd AbCdAbCbdCbd AbCdACbCdCbd AbCbbbaaabCbC aCDBcBcddBdccbaB AcdbAdACdBcBcB AbAbcDcccbDccbdC
    aBabcDcDedCdcEbbC AdCbbDbCbAADCb AdCbDCdEdCAEdCb AbbCaCdabCbCDD aBBBBaBcBBaCC aBBcdAdABCbCdBCB abbbbcacaaBca aBabccccdbbCdd
    aBBBBcDaaBcD aBCabbCDbcDEdED aBcBcBDcaaBccd aBccdBcadaBccD AbCdACdCdbdC ACbdCdCCAdCb AdCbbdbCbACb ACCbCbdCAdCb AeDDccbdCbAeDCb
    AbAbCCCDBcBDcc AdCCbCbCDCbACb AbAbccdbbCbbcDcD AbbcAcAbAbbbC AbCCCBBacdaCdcbb AdCbAAdcBBccBB AddcBcbbbaDcacbb ABBccBBaBcBBA
    AbbaabCdbdcccd aBCdEaBcdBccddE aBBBaBcBBCCBa aBcDBcDaaBBB aBcDaaBcccDc AbcDeAceBDecb AeDecebDCACbDCb aBBAABCddCBcdB
    AbCDeAeDCdebC AbCdACCCdCbC AbCdAdCdbddC AbCdeACDeDCbC aBabCdECdbEbC AedCdbCEbDcADCb AedccDbDCbAeDCb AdCCbCdbAdCb
    AbAbcddcbbbbCdCD aabAbcBcbDcBcdEdE AbbcDaDacbbCdCbD aBcdaBdececdCdE AbcdddccBcADcb ACdCbCdbAdCb aBCCDBcaaBBCdCdB ACdCCbCdAdCb
    AbbcacabCdbbbCdc aaedcccdebCDBcbAb AbCbbbaaabbCb aCDBccBcdddccbaB aBCaabCCDbDbcD aCCBadaCBBdcBB aBCCdBCadaBBcB AbbCDbaDccdebCDbe
    aBBCdCAdABccBDcB ACbdCbdbAdCb AbcAcDcBcbdddd aBabcDEcdEdcbbC AbCDABDcBDDDcc AbABCdECBBcdCdE ACCdbCdbAdCb AbCDABccDcBDcc
    aCCBaDacbbDCbb AbbcDcacabbcDCCb aBcdaCdbEbCdbCE aEDcBDcecedadCB aabAbCBdCbbEdccEd AecDCedbCdbAdCb AdCbbdCbCACb AdCCbbCbAdCb
    aBCdabdCbdECdcE aBabccdbdbdCdd aBabccdeDbebCdd AbCbaaabCbCCC AbcABcDcBcBddd AdEdEbcDcBCAdCb AbCDABDcBDcDDc ADcbCbaDcacbbCbb
    AbCDABDcBccDcc AbCDABDcBcDcDc AbbCaCdaBdBccDcb ABcBBaabcdddcBcD aBcaccdbdCbddd aBabCdebbcccDed AbCdEAbcEccdE aBcDacaBcDcD
    aBcDaaBcBDcD aEdCBEdcBcBcbaB AbCdAbCdCbCd AbCDABBcDBcBDc AbCDABDBBcBDcc AbCDABcBcDcBDc AbbcAcAAAbAbC AbbCDcaDCabCbC
    aaabbbbcacBca abbbbcaaBcdCdc aBBBBaaBBBBB ABBBBccBBBAbc ABccBBBBBcBAb aBCbCBDaaBBBCbCd abbbbaaBCdbdCd aBcDaaBBBcDc AAABBBBccBAbc
    aBCDcDCbCaCaCB aDDcDcBaaDcB AbCDeAcebDeCb AbABCddCdBBBBc AbABcBCDeeDCBde AbcAcccdEbCdE AbCdACdCbCCC AbCdAdCdbCCC AbCDeADeDcDbC
    AbCDeAeDcDebC AbAbCCDBBcBDBc AcDcBccBDCCbAb AbCdACdbbCbC AbCDABBcDcBcDc ACCbCbaaabbCb AbbcacaccbCdbCdc aabAbcBDCbedccdee
    ABcbbaaBcDcbbbcD ABccBBaBBBcBA acBBBDcDCbaaBCCB abCdbaaBCCCbCd aBcDebebcDbeaBc acDcBcacaDcB aBaCaCdCbCDDCB AbbCdebCDabCedCeb
    abCbAbCbDeDCdee acDBcBacaDcB ACeddccbDCAeDCb aEdCBBEdcBBcbaB aBabCdEBccBccdE AbCdAbdeedCdE AbCDAbCDCEdbECd ABcDcbbaaBcbDbbc
    AbCbaaabbbbCb aBabbbcDCCbbcDcc ABccBBBBaBcBA AbABBBCddCBBcDcd aBcaaBcDcBcD aabAbaCbAbccdCEdE AbCdAdCbCdCd AbCdAdCdbCdd
    AcDBcBcBDCCbAb AbCAbCdCCbCd AbCdAbdCbdCd aBabccdbbCdddd aBabccdbbCdeDed aBabCCbbCCCCC aBabCCbbCCCDcD aBabCCbbCDcDDD
    aBabCCbbCDEcdED aBCCBaaBcdBdCd AbCACdbCbdbC ACbbAbAAcAcbb ACbbCbaDacDCbb AAABBccBaBcBB AbbcaabbcDcBccdd AcdCbbbdcBacacbb
    aBcDeaBceddde aBCdaBdcBCCCdC AbCdAdABBBcccd aBcDaDaBcDDD AbABcDeBeBcDe AbAbCbCBcBcDcD ACdbCbdCAdCb ACbbbbAbcAcbb
    AdbCdcccBBaCaCbb aBcdaabbbbbCdc abCdebeaBcccdEd aBcDeaCebdCbdde aBcDaDaBBBcD aDcBDcacaDcB aBCdEabCBEadE AbcdAdeFcbCDecDF
    abbcDBABcBDeDcBDE AbCDEAbdECdCbCD AbCdAbdbCbCd aBCdaCaBcBdBCd AbCdAbCCCddd AbCDeAcebeDeC ACdbCbCdCACb AdCCddCbAdCb ACbCdCbCAdCb
    ACbCdbCbAdCb ADEdCbECDcbADCb ABCdECDbAbcDcedCd AcbCbacDacbbDCbb AbCdAbbbCCCd aBCdEabCdBddE AcBcDcBccBADCb AbCdAbCCbbCd
    AbCDABBcDBBcBc AcBcDBcBcBADCb abCCbCaCaCDBcD adBCbaaCdCbCCb aBcdaBdBBCbdcc AbcDEfAcEfbDeC AbCDADCbCdECdED AbCDABcBcDcBcc
    AbCDABBcDBcBcc abCbbCbCDaaBcD AbCACdCCbCdC AbCdEfAbCdEf AbCACdCCdbCd ACDBccBcBDcAcb abCbCbdaaBCbCd AbCdeAbCCCDed AbCdefAbCEfDeD
    AbCDABcBDcBDcc aCCBaDacDbCbCb AbCdACdCbCdC AbCdACdCdbCd ACDBcBcBBDcAcb ACDBcccBcDcAcb aBCdEaBcdBcccdE AbbcDcaaBcbdbdbc
    AbCdACdBEddcbDE AbCDEbcDABcbDeDcb AbcAcDcccBcBDC aBcDEbbcDABcDeDcB AbCbbaaabbCbC AbAbCbbcAcbAb aBcDBcDcBaaB AbAbCbCddCbd
    AbCddCbCdAAb AbAbbCdCdbCb AbCdACdbddCb AbbccbbbbbAbC AbAbbCbCDCbCbd AbbcaabcDcBDcbCb AbCAbCDCbDcDCb AbAbCbCdCdCb AbbccbbbAbbbC
    AbbaabbbCDbcDc AAbbCAbbccbAb AbbaabCbCDDCCd aBaBcBBCCBBBa AbCACCddCdbC aBBAABcBCdCbDcDc aBBAABcBCdCddC aBcdbCdCbCaCaB
    aBcdBcdcBcaDaB AbAbbCdbdCbd AbCdeACDedbCb AbbbbccbbbAbC AbcBccDcDcbaab aBcaccDcDcBc AbbaabCbccDcDc AbAAbCbbcAcbA acdBdCdeDCaeDcB
    AbcDAcDEDcDBecB AbAAbCbbccbAb AbbccbbAbAbbC aBcDBDcBDaaB AbCebDcDEdCAdCb AbcDeADecdbECbD AAAbbccbAbbbC AbbaabCDbDDcDc
    aBaBcBBBBCCBa AbABcBCCCddCBd aBcDBDaDacBD AbCdAbdddCbd AbCdeAbedCbdE AbAbccbbbbbbC AbbbcDBcDcbaab AbcDBcDcbaabbb AbCdAbCbdbdd
    AbAbcBcdCdEdCdceb ADbCbdeDccAeDcb AbAAAbCbbccbA AbABccddccDBBc aBcdEadECdbCbdC AbccbaaBcDcDbbbC AbbaabCDbbbcDC ABcddeedCdBEAbc
    AbcDeABeDcBDe AbcDecedEdcbAbC aBCdEabdEdCbd AbbAbCbbAccbb aaBAcBaDccEdCBEDc AbCdAbdeceDcDDE AbbaabcBcdCbbbCD aaabAbbcBBdCbEdcE
    AbAbcccbAbbbC aBCdabCddccBCdCb AbCdEACdEDcdbCd aBcacaBcDcBccd abCeDcebCbaeDCB AbbbbaabCbCdcBcD aBabCbcDcDedCdcEb ACDcbCDbDCCACb
    ADBceBDcEDAEDcb AbAbAcAccbAbC ADCbCdcccBcbaabb AbCDABDDDcBDcc AbCDEAbdECDCbCd aaabCbCAbCbbC AbbcAcAbbbAbC AAAbbcAcAbAbC
    abbbbbbcacBca aBcaabbbccdCdc aBBBBBBaaBBB ABccBBBcBBBAb AAABccBBBcBAb aBcDaDaBDcDc AbABccBBBBBBc aBBBCddCBcdAAB aBCddCBcdAABBB
    AbCdACdddCbC AbCdAdddCdbC AbCdeAedCdEbC AbbcacabbbCdbCdc AbCbbbAbcccbb AbcAcAcbbAbCb ABccBBaBcBBBA AbbbAbccccbbC aBabcDcccDcbbC
    AbbccbbCDaaBcbDb AbbCaCabCDbcDC aBCDbcDCBaaBBB AbcDeAceBDecB ABCdeCeDeDCBAbc AbCdeACDedCbC aaabCbAbbCCCb AAABccBBaBcBA
    AbbbbaabCDbcDc ABcdeedEdcDbAbc AbAAAbcccbAbC ABcdddcBcBADcb ACedbCdbeCAeDcb AAbCAbbcAcAbA AbbCaCabCDcDbC aaBcBBBaBBCCB
    adCbCBDcBBAABccB acBdBdBCbAABdCCB aaabAcBacbbdCdeDe ABcddcBcDcaabbCb ABcdddccBcADcb aBCddCbCdCACAB AbCdAbdececDcDE
    AbbcacabbCdbdccD aaabbCbAbCbbC AbbcAcAbbAbCA aaabbCbACbbCb aaaeCDedBCdbbCbAb AbbCbAbcccbAb aBcDabCCCbbCCD abCdEBBCDaBcDeddC
    ADcBcdddCbCbaabb aBcBBaacBCDcBDCB AbCDeAceBDcBDec aaabCbAbCCbCb ACCbdbCbAdCb AbbaabcDcBcDcD abCdCBBCdaaBCd AbCdABdccBcBcd
    AbbCdCaabCbDDC AbbaabCdcBCbCCdC AbbaabCdCbCBcdCd aBCDbCDCBcadaBBB aCCBceDBecaeDCB AABaBBCbbDcBeDCee aCBBCdCbCdadCB
    AdBCdcBacacbbCbb AbAbcccBAcAcb aCbDbDcDcDcbaB aBabCCCCbbCCC aBabCDcDCbbCCC aBabCCCCbbCDcD aBabCDEdEDcDbbC AAbbCbAbccAcb
    AAACbbAbcAcbb aabbbcaaaBacc aBcaccdbdbbCbd aBcDaDaBDDcD ABcDeaBcBeADe AbCdAbCddddd AbCdAbCddeDed aaabAbcBdCbdcceDe
    AcDcBccDcbaabb aBabCDDCbbCCdC aBccDBcAABBCdCdB AAAbcAcbbACbb ACbDbcDCbaaCbb AbbcaabbcDcBcddc AbbbCbAbcccbb addCbbcDCbbdCbaB
    AbCdABdcBcBBcd AbCDeAceBDecBcc AbCdABdcccBccd aaBAACbadCbdeDCed AbcAccbCbDEcdEd AACbbbAAcAcbb AACbAAbbcAcbb aBabcDDcDbDbDC
    AAbAbcAcbbACb ACbbAbbbcAcbb AbbcAcbbAbAbC AbCdAbdCdCdd AdCdbdCCAdCb AbbAbccAcBccb aDCbbcDccDcbaB AbbaabCdCbCBcDcd ACDcbbDCbaaCbb
    abcDecebdadBdeC AAbbCAbAbcccc AbCdAbbbCddd AbcDeABcbeeDe AbCdAbddCddd aBCdEabbbCdbE ADCbbCddcBcbaabb AbbcDcbbaabCbD
    aEDccdbdCbaEdCB AbbAbcccBcAcb aBCdEabCdbddE AbcDefAcEfbDeC AbCdefAbCEfDed AbAAABcBBBAcc AbCACCdbCCCd abbaabcDcDBccc
    aCdbCBaabbCdCb AbCABcBcDcBcDc AdCdbCbdCACb AbCdACbCbdCC ACCDBcBccDcbAb aCdCbCdCBaabCb AAABBcBaBBccB AbCdACCbCdCC AbCDABBcDBccDc
    aBCdaBdBBCbCCd AbCAbCbdCbCd abCdbaaBCbCdCC AccDccDBcBADCb AbAbCDBcBccDcc AbCAbCdCbCCd AbAbCCDBBcBcDc AbCdACCdbCdC AbCABcBDcBDcDc
    AAAbbccbbbAbC AAAAAbbccbAbC AbbaabCbCCDcDC aBBBBBBBBaaB ABccBcBBBBBAb aBCaCBBBcBBBa aBBBCDbCDCBcadaB aBCaCBBBBBcBa
    aBBBCddCbCdAAB aBaaaaaaaaaB AbccbCbbbbbAb AbccbbbCbbbAb AbbbCdbCDcbCadab AbccbbbbbCbAb AbAbCbcccddcbD AAAbAbCbbccbA
    AbbaabCDcDCbCb AbbbadaCbcDCbdCb AbbaabbbCDbcDC aBBBCDbcDCBaaB AbAbbbCbcddcbD AbbCAAbbccbAb aBabcBcDcDedCdcEb AbbaabCDbDDcDC
    AAbAAABccBcBA aBCddCbCACACdB AbAbbcccBcccb AbcDcDcBcacacb AbcDbcDcbCaabbCb AAbCAAAbbccbA ABCddeedCdBEAbc ABCDeeDeDCdBAbc
    AbAbCbcdeedcbDE AbAbACAbbccbA adCCBBBcdBadCB ADcBcdCCCbCbaabb aBBBADAcBcDcbdCB abbcBAcDcDedCdBEcbb AdBceBDCeCAedCb
    aBccbbAbbcDEBcEDe aaBaBBCbbDcBDEdCE AbCdABdBcBcccd AAbCbAbAcccbb adCCCCBcdBadCB AAAbccBcccbAb aBabcDcDDDcbbC aBabCCCCCCbbC
    aBabCCCDcDCbbC aBabCDcDDDCbbC aBCabbbbbbbCb AbbbCDbcDcbaab AbCDbcDcbaabbb ADcDcBcBCaDaDcbb AbCdABdcBBBccd aabAbbbcBBdCbEdcE
    adCCBcBBdBadCB AeCBDcBaBBedCddCb aaabAbcBcdCbEdCED aBCdBdCBdcAABBcB AbcAcDcBcBdddd aBabcDEcdEDcbbC aBabCDEcdEDCbbC
    ABcDecedEdcbAbc AdcBcccBdBAdCb AbCdABdcBccccd AbCdABdBBcBccd ABcdBdEDcBDAedbcD ABccBaabcddccBcD aDbCebDCeCaeDcB AddBceDBeCAedCb
    aBcDeaDcBcDcEDcbc AAbcAcbbAACbb abCdbbaaBCbdCd aBabcDEcdbEbCDD aBabCDcDeDcDCEbbC abCbbaaBCdCbCd AAAbbcAcbbbCA AbbCaabbbCDcDC
    aBabcDDDDcDbbC aBabcDEdEDcDbbC AbCdACdbCdCd AbbbcAcbbbbbC aBabbcDcccDbCb aBcDacccccDbCb ABcdeedEdCdbAbc AbcAcDcBccddcb
    aBabcDEccdbEbCD aBcDacccDbbbCb AbbbcAccBcccb aBcDEacdbddEdCb aBcDeFaceFbdEdCb aDcDcBcDcbaabb aBaBaBaBBBBB aBCaCBcBBaBaB
    aBCaCBBBacBaB AbCdACdCdCBcBd AbAbcccccbAbC aBabbcDcBcDcbD abbcacaaBcacc ADcbbbCbaaDbcBcb aaabbcacBcacc AddbCadadbdccb
    aaaBBaaBBBBB AcccBBccBBBAb aabbcacaBcacc AbbbcAcDcBcBDC AbbbAbAAAbAb AcBcBcccBcBAb AcBcdBCdcBcBAb AbbbbccbAbbbC aBabbcDcccDBcb
    aaaBBBBaaBBB aBBBCaCaaBcBa AbABccBBBBccc aBCddCBcdAdABd aBcacDbbcBcbdddd abbaabcDcBccDc aaBBcBaaaBCCB aBCCBBaaaBcBa
    abbaabcDccBcDc ACbAbAcAcbbbb AbcDcDcDbDaCab aaaBBBBBBaaB aBCaCaaBcBBBa aBCaCaaBBBcBa aaaBaaaaaaaB aBabbbbCbbbCb AbccbbbCbAbbb
    AbCdbbbCDcbCadab aBCddCbCdAdABd aBcaccDcccDbCb adddCCBcdBadCB AbABcBCdCDcBcccd addCddBdBCbaCB AbCdABdcBccddd aBBBBCaCBaBBc
    aBCdCCdCBcdAAB aBaBBaaaaaaB AbcAcAbCbbbAb AbcAcAbbbCbAb abcbDcDcDDcBBacB AbcDcDcDBDacab aaaaBacBaBCCB aBabbCDbDCbCdC
    aBaBCCCCBaaBc aBCddCdbCAdCAB aBaBBaBBBBBB aBBaBBBcBCaCB aBBaBcBBBCaCB AbABcbCDcbDCbCCC aBCdCCdCbCdAAB aBaBaaBaBBBB aaBaBcBCaCBaB
    aBCaCBaBBcBaB aBCdaBBCdCdbCd ADDCbCbaadcBcBcB aBBBaBaBaBBB AcBBBcBcBcBAb aCCBaBcaBBBaB AbABcBcDcbdCBDDc AbcBcbDaDabDCbcD
    aBaBaBBcBaBCC ABcDcbbaaBcdBdcB aaabbcacccBca AbccdbCadabddd aBBaaaaBBBBB AbABBBccccBBc aBabCdebedccbdE AbcAcAAAAbCbA
    AbABBBcdCdcBBc AbABcBcDcbCCDcBc ABcBcBaabCDbcDbc AbcDAbbbcDcBcD AbbcDBADDCbCbD AdcBcBcBcBAdCb AbcABcDcDcbbcD aBabCbCbCbCCC
    AdCdcBcBcBcBAb AbccbAbbbCbAb aCBDcBcBcddccbaB addCbCdCBBadCB AbcAcAbAbCbAb ACbAbccbbAAbb aBaaaBacBaBCC aBabCDbDCbCdbC
    aBBaaBBaaBBB AcBBccBBccBAb AbbCdbbcacabCbcd aDcbbDCCCbCaCB AABaBcBcbDcbDCeDe AbccDbaaBcBccDcb aBabCbCbbbCbC aBabCCBBcdCdcbbC
    AdCdBcBBccBAcb AbccbAbCbAbbb aBabCdCbbcDcDbbC aaBBaBaaaaaB aBabbCbbCCbCb AbbAAbcAcbbbC abCbDccDDcaDcB aBccDcBcABcDcB
    aBCDDCbCdAAbCCbb aeDcDEDBaCbccDcbb aBBaaBBBBaaB aBaBBCaCaBcBa aDDDcbbDCbCaCB aDEdcbbEDCbCaCB aBaaaBBaaaaB AbbbcAcAbCbAb
    AbccbbAAbCbAb AbccbbbbAbCbb AbCdbCDcbCadabdd aBCaCBBaaBcBa abCCbbbbCbaCB aBabcbcDcBDcbDDC AbAbCdCbAbCbDC aaBacBaaaBCCB
    AbbbccbbAbCbb aBabCdBdccBcDccc ADbCbADbCbdCbb AbcDAbDbcDBcDD AAbbccbbAbACb ADbCDbCAbCdCbb acBdCdcBAABccB aBabbCbbbbbCb
    AbCBcBcacaccdCbd aabAbaCbAbcDcDEdE aBcDacDbeDDCbde abCbCCbbbbaCB aBabbbcdCdcBBCCC acdCBdcBAABccB AAAAbCbAbbccb aBAcAcDcBcddcB
    AbbCbbbAbccbb accDccBccdBdCbaB aDcbDCBcBcDccbaB AbccbbbAbCAbA accDBcBBcdBdCbaB aBCdaBBCCdCbCd AbbbbCbAbccbb AcdCdccbCbaaBccB
    AbbbccbAbCAbA ABBcBBcdaCadcbCb aCCBBaBcBBBaB aDDBADAcBcDcbdCB aBBBCCBaBacBB AbABcDbDCbCdbCCC AbCDDCbaabCdbC AbcDAbDbcBcDcD
    aBcDabbbCbbCCD adCBcBAAdBCdbdCB aBcDabCbCCbCCD AbcABcDDcDbbcD AAbACAbAbbccb adCBcBAABCCdCbCB ADDDcbbDbcBAcb ADEdcbbEDbcBAcb
    aBabCbCCbCCCC aBabCbCCbCCDcD AAbAAACbAbccb aBcabbcDcBcbdddd aabAbcBdccdEdCdee AbCdEABcBccDcDE AbCDABBcDcEBcdE AbbCbAbccccbb
    AbccDccBcaDcab aaBcBaBBaCaCB aBBaBcBaBBCCB aBBaaBaaBBBB AcBBccBccBBAb AbcDcBccBaabDccb aBBBaBBaBBBB aBBaBcBCaCBBB aBCCBaBacBaaB
    aBBcBBaBCaCBB AcBBcBBBBcBAb AbcAbCdCBDBBcDcB AbcDAbDbbcBDcD adCbCCdCBBBaCB aBCabCbCCDbbcD aBabCbCbbCbCC AbbAbACbAbccb
    aBcabbbbcDcBcbdd aabAbcBDCbedccdde AbccbAbbbCAbA AbccbAbCbbAbA aBBaaBBBaaBB AbABccBBcBBcc aBabcddcBBcDcBBC aBBBaBaaBaBB
    aCCBBaBBcBaBB aBcacdbdbdcBcbDc aaBacBBaBCaCB AbABcBccBcBBc AbcAcAAAbCbAb AbCbCbCaCDcabD AbbbbAbCbcAcb aBabCBcBcBcccdCd
    aBaaaBaBBBBa aaaBaBcBaCaCB aBBBaBaaaaBa AAAbcAcbCbAbb abCbCCCCbbaCB aBAcAcBcdCBdcB AbABcBccccBcc AbABcBcddcBDcc AbCdAbCAbdCd
    aBcDacBacBDc abbCdbCabdCdCB abCdbCdCaedBCdcEd AAAbbbbccbAbC AbcDBDDcDcbaab AAABcBcaBcBAc aBCdCdbCAdCABd aBBBBaaaaBBB
    aaaBBBCaCBcBa AbABccccBBBBc aBCddddCBcdAAB AAAbcAcAAbCbA AbCDcDCbCaCaCb AbABcdCdcBBBBc AbABcBCdeedCBdE AbCdbcaabbccccBd
    AbCbaaaaabbCb aabAbbcBdCbdcceDe aBabbcDcBccDcb AAAbCdAbCddd aBCdEabCbEEdE AbccccbAbCbAb AbccbAAAbCbAb AbCbCbaabCDcbD
    AbcDcDcBcaDcab AbcDAbCbbbbccD AbCdeABDedcBccd aBBBBaaBBaaB aBBaaBCaCBcBa AbcAcBcdBBBBCd aBCdCbCbdcaBcB aBaaaaaBBaaB
    aBabbCCbbCbCb aaCCBaBcBaaBB AbABCCdCbCbCbcdC AdeDcbABDCEdccBcB AAbbCAbAbbccb abCbcDcbDEaDBcDeD AcbdeADBcBDCEdccB AbccccbbAbCbb
    AAccbbAbACbbb AbccbbAbCbAAb AbacacDcBccDcb abCDDbccDcaDcB AbbbAbCbAcAcb aBcBcDcBdaBcBd abCbbbCCbbaCB aBccDcBdaBcBdc
    aBabcdCdcBBccBBC aaEdEcdBCdaBCbbAb AbcDABcDcbbbcD AbccbAbCAbbbA AAABBcBaBcBAc AcddccbCbaaBDccB AbcDAcBcDcbbbc ABBCdcBBcacabCbd
    AbcDABcDDcbbcD aBCdCdbCACdACB AAbCbAbAAbccb AbccbAbAbbCbA ADcbbccDcBcAcb AcDcDcbCDbADcb AbcAccbbbCbDcD AAbACAbbbcAcb
    aDcbbDbCbbbaCB aadecDeBCDDbbCbAb aBabCDbDCCbCdC aDcDbCbCCbbaCB aBabcDDcBBCDbbcD AbcAccbCbDbbcD aEdCdBaeDbCbCDcbb AAbCbbAAbcAcb
    aBabcDcDcBBCbDbc aBCdaBdcBCddCd AdeDCedBcBccAcb aDDbCbcDcDaDcB aBCaCdbCdCBBCd aaeDedcbbcdCdaBCbAb AcbCbaabcDcBcDcb aCCBBaBcBaBBB
    aaBaaBcBaBCCB aBCCBaBcBBaBB ACdbCbAbCdCb AcdBCCdCbCBdCBAb aDCbCCbCCbaDcB AbCdbAbCbCdC abCdCbaCdCedBCdcE aBabCCCbCCbCC
    aBabCDcbDCCbCC AbbAbbcAcbAbC AcbCbaaDbcBDcDcb AAbACbAbAcAcb AbCdbcacaccbCbcd aabACBDcbbeddccde aBBBBBaBBaBB AbABBBcBBcBBc
    aBBCaCBBBcaBB aBcdabdbCdebCDe AbCACdCCdCBcBd AbbAbCbAAcAcb aBBBBBaBaaBa AbABBBcBccBcc aCdCbCaCbdCbAb AbABCdBdcbCbCdCd
    AbcDefABcDEBCdfe AbbbbaabCDbcDC ABcdeedEdcDBAbc AbcDefABcBEfDe aBBBBBBaaaaB aaaBCaCBcBBBa aaaBCaCBBBcBa AAAAAbcAcbCbA
    aBabCbCCCDDCbd aBcdCdcBcAABBB aBaaaaaaaBBB AAAbccbCbbbAb AAAbccbbbCbAb AbcDbDDcDcbCaCab aBCddddCbCdAAB ABCdeCedEdCBAbc
    AbcDDDcDcBcaab aBcDabCbbbbCCD aBCdbcDcccBcADAB adCCBcdeDBaedCB aBabCbCDcDeDcDCEb aBCaCCbbbbbCb AbCDbDDcDcbaab AAAbbbcAcbbbC
    aBcDacccDbDDCb aBcDEacEbEdEdCb aDcDbCbbbCCaCB aBCaCCBcBdeCDed ACdbCbACbdCb ADcbbbbDbcBAcb aBabEdCdeDbCbCDcb ABccDBcaaBcddcbb
    AbcAbbbcDcBccD AbcAccccccBcB AbbbCDbcDCbaab AbCDbcDCbaabbb aabAbbcBBDcbDEdcE ABcDecedEdcBAbc aBCDacDbbbbbCb ABcdeedEdCdBAbc
    AbcdAddCdBddcB aBcDEacccdEDbCb aBcDEFaceFbdEdCb AdccBcBcBBAdCb aBaaBBBaaBBB ABccBBBcBcAcb AbABcBccBBBcc AbABcBcDCdCBcdcc
    aaBaaBBcBaBCC abCbccDEcDbaBcDeD aBabCbbCbbCCC AbbcAcAbAbCbb aBaaBBBBBaaB AbABBccBcBccB aaBBBcaaBaBCC AbCdAdCdCBddcB
    aBabCbbCCCbbC aBabCDbbcDCbbC AAAbbccbAbCbb AbbcDCbbaabCbD AccbbbbAbCbAb aBCdaCdbbcDcBCbd AbbccbbAbCbAb aBaBcBaBBCaCB
    abCdCdBaBaCBdC AddbCbacacDBcBcB AbcDAbbcDcBcDc aBBaBaBaBBBB aBaBcBCaCBBaB aBaBaBcBaBCCB aBabCCbCbCbCC aBCabbCbCDbbcD
    AbcAcbAbCAbAb AAAbccbAbCbAb AcDcBcddcBcBAb aBBaBaaaBaBB aBCabCCbCCbCb AbAAAbCbAbbcc AbAbCBdCBedCdEfEdf aBBBaaBaaBBB
    AbABcBBBccBcc AbABcBcDbcDBcBcc AbbcDcbDbaabCdbC AbAbbbCbAbccb ABcBcBcdaCadcbCb AAAbbbAbAbAb aBaBBBaBaBBB AbAAbbAbAbAb
    aBaBaBaBaaaB aBCabCbCbCbCb aaaaaBaaaaaB aaaBaBBaaaaB AAAbAbACbAbcc AbABcBcdBdcBcD AbAAAAbbbbAb aaaBaBBaBBBB aBaBBBBaBBBB
    aaaBaBaaBaBB aBaBaBaaBBBa aaaBaaaBBaaB aBCaCbbCbbbCb AbAAbbAAbbAb aaaBBBaBBaBB aBaBaaBBBaBB ABcBBcBcBcAcb AAbbAbAAbbAb
    aBaBaaBBaaBa aBaBaBBBaaBa AbcAcBccBcBcB aaaBaaaaaBBB aBabbCCCbbbCb aBaBBaaaaBBB aBabbCCCbCbCC aBaBacaBaBBCC aBaBaaaaBBBa
    AAbbAbcAcbCbA ABccBcBcccAcb AbCDcDbbCbCaab AbcAccccBcccB aBabbCDcDbbbCb ABcBcBBcccAcb aBabbCDcDbCbCC aaaBaaBBBaaB AbcAcBcccBccB
    aBaBaBBaBaBB AbAAbAbbAbAb aaBBaBaBBaaB ADDCbCbadaCbCb AbccbbAbAACbb aBBaaBaBBaBB AAbbAbbbAAAb aBaaaBaBaaBa aBCaCCbCCbbCb
    abCbCbbCbbaCB aaBBaBaaaBBB aBCaCCbbCCbCb AbbbAAbbAAAb AAAbccbbAbCbb aBCaCbbCCCbCb aBabCbCDDCbCCd ABccBBcBccAcb aBCDacDbbCCbCb
    ABcddccBcDcAcb ABcBdCdcBBcAcb aaaBcBaBCaCBB AbcdACdBccBBcB AbbAbCAbAbbcc abCDDCbCbdCaCB AAAbAbCbAbbcc AbAAAAAbbbbb AAAAAbccbCbAb
    AbCbCCDcDCbaab aBCaCCCCbbbCb aBCaCCDcDbbbCb aBcDacDbDDDDCb abcDEEDeDcDbaBC AbcAccBcBdBBCd AbcdACdBdBdBcB AbcdeACDedBBBcB
    aBBBaaaaaBBB aBabbCCCbCCCb aBCaCCbbbCCCb aBcDaDDcDbDDCb AbCdefACEfBDedcB AAAbbbAAAbbb`,
  "12n": `
    aDBcbbaaDcBB AbAbccDbbcDD AbAbCCdBBCdd AbcDAccDbCbD AbAbcDCdCDBDBC AbAbcdcdcdBdBC AbcAcbCdCCCd AbAbcDbbcccD AbAbCdBBCCCd
    ADDbCbDcADcb AbcABcbdeCDeD AbAbcdECdbEbc AbAbCDecDBeBC ADcDcbbCCbAb aDcDcBBCCBaB AbAbccbbcDcD adCdCBBcDDcBaB AbAbccdEBBCdE
    AbAbCCDebbcDe AbAbcBaBBCaCb AbcAcdbdCdCd AbcAcDbDcDcD AbAbCdCdcBBCdd AbbAbacBaBCCb AbcDABcdCbCd AbAbCdCCdCdbbc AbAbCCbbcdCCdd
    AADcDBcBcAbb AbAbCdCdCdbdbc AbAbCCbbcdCCCd AbACbCbDcccD AbcAcdbCdCCd AbcAcDbcDccD AbAbccDBDBccDC AbAbcDcDcBBc AbAbCdCdCBBC
    AbAbcDcDcbbc AbAbcDDcDBBc AbAbCddCdBBC AbAbcDDcDbbc AbcABBBcbdCd AbcABcbdCddd AbAbcDbbcDDD AbAbCdBBCddd AbcABcbddCdC
    AbcABcbdeCDed AbAbcDEbbcdED AbAbCdeBBCDed aBcdEaBcdBCdE AedCdcbbCeDCbAb AbAbCDeCBBcDCde AbAbCDDCBBcDcd AbAbCdccBBCdcc
    AbCCBaBBBcabA aBBcDaabbbcD ABBcDAAbbbcD AbAbcDDcBBcDCd AbAbCDDCBBCdCD abbcDaabbbcD AbbcDAAbbbcD AbAbcDDcbbcDCd AbAbCddCCCdbbc
    AbbcDAABBBcD AbAbcddcccdBBC AbABcDBDcBcdBc abbcDaaBBBcD ABBcDAABBBcD abbCdaabbCbd abbcDaaBBcBD aBBCdaabbCbd abbcDaDacBBCDb
    abbCdadaCbbcdB AcDcbCDbADCb aaabbAbcbbacc AAABBaBcbbAcc aaabbAbcBBacc aBabcdcdcdbdbC AbABCdcDcdBdBc aBabcDcDcdbdbC ACCABBcBaaaBB
    AccAbbCbaaabb ACdccBdBdCCBAb AddbCBBadcacbb AbCCbbaabCBaB AccDbcAcAcDCBB aBBcacdaBBCbdd abbCaCDabbcBDD aabbccBBaabCbba
    aaBCbaaabbccB ABBAAAbcBBAcc abbaaaBcbbacc AbbAAABcbbAcc addbCBBadcacbb aDcccDCbbccbaB AcdCCBdBdCCBAb aCdccbdbdccbaB ADcccDCbCACb
    abbCdaabCbCd abbcDaaBcBcD abbcdadacbbCdCbD abbCDaDaCBBcDcBd aDcddcbbCdCbaaBB abbbbcacaBaBC AAABBAbcBBAcc aaabbaBcbbacc
    AAAbbABcbbAcc AbbccBAbbbbbc ADbcacacDbcBcb aBBCDcaDCaBBCb abbcdCadcabbcB abbCDcaDCabbCB abbCdaaBCbbbCd ABBBBBaBAbAb aaabbAAbbbbb
    AAABBABcbbAcc AcccBBCCBBBAb acccbbCCbbbaB abbCDcaDCaBBCB aaBaCBaBacacB AAbbcABBCCBAb ABaaBCbABBCCb AbAbCCBBcdccdd aBaBccbbCdccdd
    AbAbCCBBcddCCd adcccdBcBacB AdcccdbCbACb AcdccBdBdCCbAb aCdccbdbdccBaB ADcDBBcAbbAb ABBcAcAcDbcBcD aBBCdaaBBccbdd abbcDaabbCCBDD
    ACbbbaBccbbaabb aabbcAcABcacc AABBAAbcBBAcc aabbaaBcbbacc AAbbAABcbbAcc abbCdaaBBccbdd abbCDaaBcBcDcc abbcdaabCbCdCC
    aBBCDaaBcBcDcc aBCdaCdbbbCB aBCdabdbbCBd AbcABBBcBDcD ABCbCBDaaBcBcD AcDBCCBcDCCbAb aBcacBBaaBCBa ABBCbABBBBCCb AcDBCCBcDCCBAb
    abbaabCdbCdC abbaaBcDBcDc aBBaabCdbCdC ababCbbcacbab AbaBcBBCaCBab abbAbcBBccbba AbcDAbcbcDcb aBcdabbCdbcB aBBaabCbCDCbCd
    ABaBcBBCaCBAb AbCDAcDCdbdC aBBaabCdbCbd abbaaBcDBcBD abbaabCdbdCd abbaaBcDBDcD aBBaabCdbdCd abbbbAbcbbacc ABBBBaBcbbAcc
    abbbbAbcBBacc abbaabCbccdCdc abbaaBcBCCDcDC aBBaabCbccdCdc abbaabCdbCbd aBBaabcDcBcDcD aBBaabCdBCBdCd abbaaBcDbcbDcD
    abbaaBcBcdCbCd aBabcddcbbccDc acDbcbcDcBAABB aBabCdcDcDbbccDc AbCACbbAbCBab aBcacBaaBBCBa AbcDAbDcbcDc aBcdabdbCdbc
    aCDDBcBaDcacBB aaBCabbcacaBa ABBBBAbcBBAcc abbbbaBcbbacc abbcacaaBaBBC aCBBBaBacacbb aBBBaBAAAbAB aaabbbbAAbbb ABBBBABcbbAcc
    AAABCaCaBcBAb aaaBcacabCbAb abbaaBCDBBBcDC abbaaBCDbbbcDC AbbcdCadaBcBBc AbCDAcccDbCb AbABCCBBBBccc aBCDbcDCBcAdAB
    aBCabccDbbcccD aBBCaCaBcDBcDC abbcacabCdbCdc abbCdCaDaBcddc aBBaabcDcBccDc aBBCaCdaBCBdCb abbcacDabcbDcB AABBcBaaaBCCB
    AAbbCbaaabccb abbCaCDaBcBDCB aBcaBcdCbbbCBD ABCCBBaaaBcBA AbccbbaaabCbA abbaaBCDBcBDBC AbbcacaBcdCdBc aBBaabCDBBBcDC
    abbaaBcdbbbCdc AbCDAAbcccDC AbbcAABccBdCbd AbcAccdbcccd aBcaccdBCCCd abbcacdabCbdCB aBBcaaBccBdCbd aBcaccDBCCCD aBBcaaBCdbbCbd
    aBBaabcDccBcDc aBBaabCdCBCBdC abbaaBcDcbcbDc aBcaccdBcccd AbcAcDebCdCde AbCACDbDcDcD AbAbCDcDcDBDBc aBAbABaBBBBB aBBaabbbbbbb
    abbaaBBBBBBB ABCaCaBcBBBAb aBBccbbbbbaBc AbbccBBBBBAbc ABCaCaBBBcBAb aaaBBccbbbaBc AAAbbccBBBAbc abbaabbbbbbb abbccbbbbbaBc
    aaabbccbbbaBc AbcdbCdcbcacab aBcDbcDCbcAcAB aBBCaabcdcdcbCbD aBCDcDCdbdACAB aBBaabbbcdBCdc abbaaBBBCDbcDC abbaabbbcdBCdc
    aCCBcBDcccaDCB ABCCBBCbACbbb aBabccBBaacbb aBBCaabbccdBCd abbcaaBBCCDbcD AbABccbbAAcBB abbCdaabCBDCCD abbbccBabbbCAba
    aBCDbbbCDCBcAdAB AbcAccDbcccD AbABCCbCDbcccD aBBCdaabCbdCdc abbcDaaBcBDcDC AbCDAcccDBcBcc aBBCaCabCdbCdc abbcacaBcDBcDC
    AedCdcBBCeDCbAb AbAbcddcBBCdCD AbAbcDCCBBcDCC AbcABBcBcDcD AbcABBcDBcDD aBaBCdbbbbCd AbCbaabcDcBDCd acDCbCDBaDcB ABBaBBCACBaBC
    aabbbACBaBCCb aBabCdbdCCbDCD AbAbCCdbCbCbdc AbcdAbCbCdcb AbAbCDbDccbDcD AbCDABcBcDCb AbcDAbcbDcbD AbbAbbCACbAbc AbcABcdcBcbd
    AdbcBcdCbACb AbCAbCDCbCbD aBabccDbDbCCdC aBabccdbdbccDc aBBaaabCbbacc ABBAAAbCbbAcc abbaaabCbbacc AbcacbAbcabAb AbAbcDbbbbcD
    AbCdACdBBBCb AbcDAcDbbbcb AbAbCdEbcBcbdcE AbcDcBcBADcb AbAbcdbdcBcDbc AbCdABdBBCbd AbcDAbDbbcbD AbAbCdbdcBcDbC aBabCCbbccccc
    AAABBAbCbbAcc aBabccbbccccc aBabCCbbcccdCd AbbCDcaDCaBBCb aBabccbbcccdCd aBabccbbCCCCC aBabccbbCCCDcD aBcDbcDCbcADAB
    AbCdACdbCbcc abCCbAABcdBCdc AbCACbAbcAbAb aBccbAbCAAABa aBabCbbCbbccc aaBaCBaBccBBB ABCaCbbAbCBAb aBccBaBCaaaBa aBCaCbbAbCBaB
    AbcacbAbcaBab aBcacDBCbdCD ABaBAcBaBcAcb ABccBaaBcdBCdc aBcAcBaBcaBaB abbcacaBBaBCa AAAcbbAbCACBB abcacbbAbcbab ABBCAAbABBCCb
    aBCCbAbbbcaBa ABBAABCbCdcBcd AbABcDCCBBcDCC aBabCDDCbbcDcd adCbCdcBcBAABB AABacbbbAbccB ADcBDBcbACAdCb adCBcBAAdCbCCb
    aBabccccbbccc abbbbaBcBBaCC aBabCCCCbbccc aBabcdCdcbbccc aBBAABcdbbbCdc aBabCDcDCbbccc AAAbbbAABBBB aaabbbaaBBBB aCCaBBCBabbbb
    AbABCCCCBBccc aBCabCBDBBcD ADcBBDBCbACb AdCBBdBCbACb ADcbbDbCbACb AbcDAcDBcBcc ACCBcBdCAdCb AbcDAcDbCbCC ABcDBCAbCbDc
    AdCbCdCBAdcb AbCbCbDaabCbcD AbCACbAbcABaB AeDDccBdcBAeDCb AdcBcDcbAdCb AbcbcbDaabCbcD aBCCbAbaBBcBa AbCdAbCBdBCC AdccBcBcDcBAcb
    AdCCbCbCDcBAcb ABBCbCACBBCCb ADBcBBaaDbcBcb aaabbcacaBaBC aCBaBBBacacbb aBBabCbbaccBB aBCaCbbAbcbAb aaabbcAcAbAbC abbcAcbbaaBCa
    aBabccbbccbbc aBabcBcbbbcBc acBBccBBccbaB aBcAcBBaBcBaB AbbcAcABBBAbC AbABcBBCaCBaB aabbcaBBCCBaB acdCbCdbadcB AcdCBdcBaCaCbb
    aBcdaabCbdcD AbbcacabCDbcDc aaBcbAABBcacB abbCaabbccbab abCdbCdaabbb abCdbCdaaBBB aBcDBcDaabbb AbcAcbbAbCBaB aBCCdBCadaBCCD
    AbcAcDBcDcbbCd ABcDcBaacBDCCB AbcDAccbCbCDcB aBcDBcAABBCCbD AbCdcBcBCCAdCb AbcDABDcBccD ADCCBcDBADcb AdCCBcdBAdCb ADCCbCDbADcb
    AdccbCdbAdCb AAABcBCABcBAC AAAbCCBaBcabA abCDBCCDBAABCd acdcBcdBadcB aBabcccdbCbdcc acccbCbcBcbaB AddCBdcBCbCBAb AbABCCBBccBBc
    AbbcaaBcdBBCdc aBCDcDbbCbCAAB aBBCCBabbbCBB aBCaCabbAbCBa AbCdACbCBcDcBd aaBAcBaBacacB aBBCaabbcacBa Abbaabbbaabb AbcAccbbbcBcc
    abbaabbccBaBC aBCaabCdCbCd aBCdaBCCdCBdcc aBCDaBccDcBDcc AbCdABCCdCBdcc aBabcBcBBcBcc ABcAcBaBcABAB abcacbAbcabab aaBCabbcacBaB
    accBccBcccbaB ADBcBaDacBDCCB aBccBAAbCDbcDC AbCCbaaBcDBcDc abCDBBCACDABCd aBabCDBDCbCDBC ADcbbDCbCACb ADccBBcBADcb AbcDABcBBCCD
    aBabccDbDbCCDC aBccbbbAbCABa ABCaCbAbCaBAb aaBaCBaBBBccB aaBCaBabbccbb aBCabCDCbCbddd ABCaCbAbcaBAb aDCdCBacaDcB aBcaBcDcBcbddd
    aBcdaBdCdCdd aBccBaBBBCaBa AcdBcBcBdCCbAb AbcDAcBcDcBc aBCdaabCbdCd AbCAbCBcBCbCB AbcacBaBCabAb abbccbbcdaaBCd ACCCbCBcBcBAb
    AbcAbbbbccBcB AcdCbbbdcBAABB AbABCDcDCBBccc aBCdaCaBCdCd aBcdaaBcBdcd AbcDAcDBcbDC AbcDABcDcBcD AbcdABCdcBcD AbCDAbcDCbCd
    aBccbAbAbbCBa AcdcBccBdCCbAb aBBBaBAbABBB aBBBBaabbbbb abbbbaaBBBBB ABaBBCaCBcBAb aBBBBccbbbaBc AbbbbccBBBAbc abbbbaabbbbb
    abbbbccbbbaBc abccbbbbbcbaB abccBBBBBcbaB ABccbbbbbcBAb AbcdCdbbcbcaab aBabCbCDDCbdcc AbCDbcDcBcadab AbcAcDBcbDbC AbcAcDcBcbDC
    aBCaCbbAAbcBa AbccBBaaBCbAb aaBaCBabbbCCB aBCCbAbCaaaBa ABccbAbaBBcBA ABccbbaabcBAb aBabcBcbCbCCC AbbCaCabCdbCdc aBCCBaabCDcDbc
    aBCDacDBcBCbbC AbABcbAAbbccB aCBaBccBBaaBB AbcDAbcbDbcc aBcDBaabCCCBcD aBcdabCbdbcc aBCbCBdaaBCbCd AbCddCbaabCDbC AbcDAcDBcBDc
    aBcAcAAAbCbAB AbCBcBCaCDcabD abcacaaabCbab AbcbcbcacdCabd AbcDADcbcDcD AbCDADCbCdCd AbcABcDccBcD AbcDABDcBDcD abbcacBBaaBCa
    AbcAcDbcbDbc AbCACDBcBDBC AbbcAcBBaBAbC AbABcBaBBCaCB ACbAbcccbaaab aBCCBBBAbcABa AcdCBdcBacacbb AbbCdaabCbdCdc aBcaBBccBBBcb
    Abbcacbbbcabb AbABcBcbCbCDcD ACDBcBDCAdCb AbcDAcDbcbDc AbABCbCBcBBBc aBCDcDbbCBcAAB AbcABcdEccbCdcE AbABCdEbccDbcDE
    aabbCaBaBBccb AbccbaabCDbcDc AAbCCBBAbACBB ABcDBCaabbccbD ABcBcBdaaBcBcd abbcacBBBaBBC AbcdAbCbCdCbCC aBabccBBcBBcc
    AbAbCBaBAcAcb AbCACdbdcDBBcD aBBaabbCCBaBc AbcdAbCbdCbdCC aBabccBcBcBcc abbcacBBaBaBC AbccBaBCAbAbb AbccBaBCAAAbA AbCdAbCCDcBCCd
    aBCCBaBcAAABa AbbCaCaBaBcbb AcddBcBaacDcbb AAAbccBaBCAbA AbcABCdCBdCdcB aBCCBabbbCBaB aBabCbbcacBaB ABCCBaaBcDcDBc
    AbcAcDcbcDccbd AbCACDbcbDcD ABaBcDcbAbCdCD ABBcDedCbAdBEBcbD aBCDcDCBAAbbcDcB abAbcDcBaBCdCd AbbcacDabbcBDc aBabcddcbbCdCCCD
    aaBaCBaaaBccB aBccBBaaBCBaB AcBdCdcBaaBccB AbcAcBcDCCbbcD AbbcacabCDbcDC ABCCDBaaBcBDDc AAAbCCbAbcAbA aBAdAcBCdcBDcB
    aaBCBBaBaBccB aaBCBaBaaBccB AAAbbcAcABaBC ABBBBBBAAbbb aBBBBBBaabbb AbCACBcBBaBaB aBabbCaCBcBaB abbbbbbaabbb abccbbbcbbbaB
    aBcaccbbbcccb aBabcBcbbbCbC AbbCaCBBBcabb AbcAcDbCbDCD AbbCaCaBcDBcDC abcdBCdcbaabbb aBabcdBdcbCDbC AbCdACddccdBcB
    aBabCdBdccBDCd aBabcdbdcbcDbc ADcbbCdCbdCACb aBCCdBAAbCbddc aBcAcbAbCAbAB abbCbAbcccbaB AbcAccccbCbcc abccbbaabcbaB
    AbCACCCCBcBcc aBabCdbdccbDcD abccbbaabCbaB AbABCdBdCbCdBC aBCaCadBCBdCCD aBcAcbbAbCbAB AbbaabCdBCBdCd abccBaBBBCaba
    aBcacbbcdCdbcb abccDbAAbcccbDDC AbcABccDcbcDcB abcacBaBCabab AbbAAbAABBBB AbbCaCBBBCabb aBAbABcBaBCCB aCCCBcBCbCbaB
    AbABCbCBcBcdCd aBcacBcbbCbbC aBcacBBcbCbCC AbcdABcccBCdcB AbCdAbdcDcdd ABCCdBaabCbddC AccdbCbCAdCb abccbAABcDcDBc ADcDBcBDcAcb
    ADcDBcBDCACb ADcDbcbDcAcb ADCDbCbDCACb AdCdbCbdcAcb ABCCDBaaBcBDcB aBcDBcAAbbccbD AbcDAbcccbcDcB AbABccbbccbbc aBabCdBdCBCdBC
    AbCDACBBcBcDCC aabcAbABBccBB AbcABcBDcBcD AbCAbCBDcBcD AbcABcBdcBcd AdcBcdbCbACb AbCAbCbDCbCD aBBaBaCBaBccB AbcABcDcBccD
    abccDbAABcBDcB AbCdAccdbCdC AbcDAccbCddccD abbCaabbccbaB abccBaaaBCaba Abaabbbbaabb AccBBBcBCCACb aBCdACDBaBACdCBD
    AbccbaaBcdCdBc aBabCbacacbbb AbcABCDCbDcDcB aBcaccbbCbCCC Abbaabbaabbb AccccbCbccAcb aBaBCbaabbccB aBccbbAAbCBaB AbCdAbcccbdCBd
    aabbcAbABBccB AbcAccbbbCbcc aBabCdbdcbcDbC aCbbccbbccbaB AbABCDBDccBDcd aBcaccbCbCCCC aBcaccbbbCbCC AbcAccbCbccdCd AbCCBBCACBcBB
    AbcAcdBCdCbbcd AbABCdbbCCbbcd AbcDAbcccbDcBD AbcDAcDbcDcD ADcDbcbDcBAABB aBaBaBabbbbb aBcacbCbbaBaB aBcacbbbaCBaB aBCabcdCbdCdCb
    ABBAAAbcbbAcc aBBaaabcbbacc aBBcDCaabCCBDCCb AAABBAbcbbAcc aaaBBaabbbbb aaabbaaBBBBB abbCDcaDCaBBCb AbAbCbaaacacb aBCaCBcBabbbb
    aaabbaabbbbb acccbbccbbbaB AABBAAbcbbAcc aaBBaabcbbacc ABBBaBAAAbAb ABBBAbAAAbAb AcBBCCBBccBAb acBcBcccBcbaB ADcDBCCdBdcBAb
    aaabbbbaabbb abbbcacaabCba abbCaCaBcDBcDC abccbaaabCbba abccbbaaabCba abbCaabbccdBCd aBabccbbaacbb AccABccAcABaB abbCdaabCbdCdc
    abbCaCabCdbCdc ABCCBaBcaBBBA AbABcBCDDCbCdC aBaBCCCCBAABc aBCDcDCbCAdCAB AbccbABBBCbAb aBabcBcBcBccc AbCdACbCBcdCBd
    abCdccBcBBadCB abCDabCabDCD aBBBAbAbABBB abbbAbaBaBBB abbbaBaBaBBB AcbbCCbbccBAb acBBBcBcBcbaB aBccBaBBBCBaB AAAbAbcbAbCCb
    AbbccBBAbcbAb aBAdAcBcDcbdCB aBcacaBaBCBaB aaBBcAbABBCCB abAbaBcBaBCCB aBabCbCbCbccc AbCdbcacaBcBcd ABBAAAAbbbbb aBBaaaabbbbb
    ABCaCaaaBcBAb aBcacaaabCbAb abbaaaabbbbb AbCbcBcacdCabd AbcdAbbCdBBcBc AbcbcAAbCbAbc AbcbcaabCbAbc abcbcAAbCbaBc aCDBcBAAcbbDCb
    AbcDABcddcbbcD aBabcBcBcBcdCd abccbAbbbCAba aCBDcbCbcddccbaB aDDCbCdCBBadCB abcAcbAbCAbaB ACbAbccbbaabb ABBAABBccbAbC
    aBcAcbAbCABaB aBccBaBCBaBBB aaBBAABcBaBCC AbABcdBdCbCDBc AbccbaaBcdBCdc AbABcDbDCbCdbc AbABCDbDCbCdbC aBBAAbbAABBB abbbaaBBaaBB
    abbaabbaaBBB aBBaabbaabbb aBBaabbaaBBB AbABcBcbbbcBc AbccbbAbCbaab aBabcBcBBBcBc aDcDbCbbcBcbaB AbABccdbbCBdBc AcDBcBaacbbDcB
    AdbccbbaacbdCb AbccbaabCDbcDC ABcbCbDaabCbCD ABcbDccbbcADcb AcbDbcbbDccBAb adBccbbAACdBCbCB aabbCaBabbccb aBCabccDcbbccD
    AbcdAdccbCbDcc aBaaaBBAAAAB AccBBCbbCCBAb ABCCBBaaBcBAb AbccbbaabCbAb aBCaCBBAABcBa aBCaCbbaaBcBa aBBccBaBBBCBB AbCdACCbCBcdCB
    abccDbcAABcDcB abcbcbDAABcBcD ABCCBaaaBcaBA AbcAccbbccBcB AbbAbAcBaBccb AbcDAbDbcBcdCd AbcbcAAbCAbcA aBBcacaBaBCBB
    AdBCbdccbbAdCb ADBcbDccbbADcb aBCCBAABcdCdBc AcdCbdCbaabCCb acccBBcBBcbaB aBabCCbbcdBBCd aDcBDCCBDccbaB AbbACbAcBCbCb
    abccBaaBaBCba acBBcBBBBcbaB AbcAcccbCCbbc ADBcBdccBBAdcb AbaacBcbbDcDCb abbbccbAbCAba AbCbcBdCadcabCbc aBCbCBdAAbCbCd
    AbCbCbdaaBcBcd ABCCbAbAbbcBA abAbcBacbCbcc AbCAbbCCBcBcc aBcaBccBccBcb aBBcacbbbCaBB aBCabcdCbCdCCb aabbaaBCbAbccbb
    aBabcbAcbCbcc ABCCbbAbccbbc AbcdAbbbCbCBdBcb AbCdABdcBccDcD AbaBcBacbCbcc ABaBcBAcbCbcc AbCdABdBcBcDcD abccdbCAdcAbCbCd
    AbCBcaabCbAbC AbCDAccBBcDcBc AbcAcbCCCCbbc AbABcDbbcDCbbc aaBacbAbaCaCB aBBAAbAABBBB abbAAbaaBBBB aBBaabAAbbbb AbABcBBCCCBBc
    AbcAbbccBBBcB aBaBBcacbCbAb abCdcccBcBadCB acBBcBccBcbaB AbCCbAbcbbAbA aBBAAbbbAABB aBBaabbbaabb aBBaabbbaaBB aBabCCBBcBBCC
    aBBaBBCaCbAbc aBabcBcddcBccD ABCbCaaBcBAbc aabbCAbAbbccb AbcDAbcAbDcD abCdAbcaBDcd AbCDAbCAbDCD ABcDAcBAcBDc acDBCCDBcDcbaB
    ABCCdBCadabCbd aBcDacbCbcDcbD abCDCbaCDCedBCdcE aBccBaaaBCBaB ABcBcBaaBcdCBd AbCbCbaaBcdCBd aBccbaaabCBaB AbccbaaabCbAb
    Abbbbaabbaab aBabbccbbcBcb aBcBcBcbaBcBB AABBCAbAbbccb ADcbaDcacbbDcB aaaBBccBaBCBB ABBCdcBBaaBcBd aBabCdCBdCCBdC aBabcDBDCCBDcD
    aBabCdBdCCBdCd ABBaBBcAcbAbC AAbCbbaBabccb aabCbAbAAbccb abccbAbAbbCba aBCCbbCabCbbb aBCCbbCaCCbCb aBBCbabcBcBcB AAbAABcBaBCCB
    AbcBcaaBcBAbC aBcdaCCdbbCdbC adCBdCCBdccbaB aCdCbcacbdCbAb adCBdCCBdCCbaB aCDbCbaCbDCb abcBcBaBacBaC aBabcBBcccBBc
    aBabcdBBCdcBBc ACDbCbACbDCb ABCCDBcaaBcddcbb AbCAbCbCCBBcc aBCaCbAbcaBaB AbcBcbdadacbCbcD aBBBAAbAABBB AbAbbbcbAbCCb
    aBabcBcDbDCbCd AbCdAcBCbdCbCd aBabcBcdBdcBcD aBaBaBaabbba aaabbbaaabbb`
}

/** Knots that are their own mirror images, with a turn of their orientation, without one, or either way. */
export const achiral = {
  negative: `
  8_17 10_79 10_81 10_88 10_109 10_115 10_118 12a_4 12a_58 12a_125 12a_268 12a_273 12a_341 12a_458 12a_462 12a_465 12a_627 12a_819
  12a_821 12a_868 12a_887 12a_890 12a_906 12a_960 12a_990 12a_1008 12a_1102 12a_1123 12a_1124 12a_1152 12a_1167 12a_1188 12a_1209
  12a_1211 12a_1218 12a_1225 12a_1229 12a_1249 12a_1251 12a_1254 12a_1260 12a_1267 12a_1269 12a_1280 12n_356 12n_462 12n_873`,
  positive: `
  12a_427`,
  fully: `
  4_1 6_3 8_3 8_9 8_12 8_18 10_17 10_33 10_37 10_43 10_45 10_99 10_123 12a_435 12a_471 12a_477 12a_499 12a_506 12a_510 12a_1019
  12a_1039 12a_1105 12a_1127 12a_1202 12a_1273 12a_1275 12a_1281 12a_1287 12a_1288 12n_706`
}

/** Knots that are, in the braid words of the Knot Atlas (katlas.org), the mirror images of these. */
export const reflectedInKnotAtlas = `
  3_1 5_1 5_2 6_1 6_2 7_1 7_2 7_5 7_6 7_7 8_1 8_2 8_6 8_7 8_8 8_10 8_11 8_13 8_14 8_15 8_21 9_1 9_2 9_4 9_6 9_7 9_8 9_9 9_11 9_12
  9_14 9_15 9_17 9_18 9_19 9_20 9_21 9_23 9_24 9_25 9_26 9_27 9_28 9_31 9_32 9_35 9_36 9_37 9_38 9_39 9_40 9_42 9_44 9_48 10_1 10_2
  10_3 10_5 10_6 10_7 10_8 10_10 10_11 10_12 10_13 10_14 10_15 10_18 10_19 10_20 10_21 10_23 10_24 10_25 10_28 10_29 10_30 10_31
  10_32 10_34 10_35 10_36 10_38 10_39 10_40 10_41 10_42 10_44 10_47 10_49 10_51 10_53 10_54 10_55 10_57 10_58 10_62 10_63 10_65
  10_66 10_67 10_69 10_70 10_74 10_75 10_77 10_78 10_80 10_82 10_83 10_95 10_96 10_98 10_107 10_110 10_117 10_119 10_120 10_121
  10_122 10_125 10_127 10_129 10_131 10_133 10_135 10_136 10_137 10_140 10_141 10_144 10_149 10_151 10_152 10_155 10_157 10_159
  10_161 10_165`
