/**
 * Braid words of the 130 prime links up to 9 crossings, a line a link: Thistlethwaite's name, Rolfsen's, and a word for each
 * orientation of its components. Written by scripts/link-table.ts, which checks them.
 * Source: LinkInfo (linkinfo.sitehost.iu.edu), by way of the Python package database_knotinfo 2026.11.2.
 */

/** Letter `a` is sigma_1, `A` its inverse. */
export const words = `
L2a1 2^2_1 {0}AA {1}aa
L4a1 4^2_1 {0}BBAbA {1}aaaa
L5a1 5^2_1 {0}AbAbA {1}AbAbA
L6a1 6^2_3 {0}aBcBaBCB {1}bbbaaBa
L6a2 6^2_2 {0}AbABBAA {1}aBabbaa
L6a3 6^2_1 {0}AAAAAA {1}bCbAbCbcca
L6a4 6^3_2 {0,0}aBaBaB {1,0}aBaBaB {0,1}aBaBaB {1,1}aBaBaB
L6a5 6^3_1 {0,0}BCCBCABcBca {1,0}aBaaBa {0,1}aBaaBa {1,1}aBaaBa
L6n1 6^3_3 {0,0}aBabAb {1,0}aBabAb {0,1}ABABAB {1,1}aBabAb
L7a1 7^2_6 {0}AbAbAbb {1}AbAbAbb
L7a2 7^2_5 {0}BBBCAbCA {1}AAbbAbb
L7a3 7^2_4 {0}aBaaaBa {1}aBaaaBa
L7a4 7^2_3 {0}bbCbaBCa {1}bbCbaBCa
L7a5 7^2_2 {0}bABBcBcA {1}AbbbAbA
L7a6 7^2_1 {0}aaaBaBa {1}BCCaaBca
L7a7 7^3_1 {0,0}AbbACbC {1,0}AbbACbC {0,1}AbbACbC {1,1}Baabbbaa
L7n1 7^2_7 {0}ABABABB {1}abAbaBB
L7n2 7^2_8 {0}AbABaBB {1}AbABaBB
L8a1 8^2_13 {0}AbAbACbC {1}AbAbACbC
L8a2 8^2_10 {0}AbbCbAbC {1}AbbCbAbC
L8a3 8^2_9 {0}bCbCDaBcDBA {1}AbcbbAbbCb
L8a4 8^2_12 {0}AAbbACbC {1}AAbbACbC
L8a5 8^2_11 {0}aaBCBaBcBa {1}bbbaaBaaa
L8a6 8^2_6 {0}bCdCDbCDaBa {1}bccbbCbCaBca
L8a7 8^2_14 {0}AbABCCBBAbcB {1}AbCbAbCb
L8a8 8^2_7 {0}AbCbCbAb {1}aBaccBac
L8a9 8^2_8 {0}aBBcBaBaCB {1}AbbCbAbAcb
L8a10 8^2_5 {0}ABBcaBCCBA {1}AbcbbbAbCb
L8a11 8^2_3 {0}BBBAbAAAA {1}BcdBcabCDbcdA
L8a12 8^2_2 {0}AbABBAAAA {1}bCbbbAbCbcca
L8a13 8^2_4 {0}BcBCCBBAbA {1}aabbbbaBa
L8a14 8^2_1 {0}AAAAAAAA {1}bcDcBccaBcDcdbCdA
L8a15 8^3_3 {0,0}aBcBdCBaBcBDCB {1,0}BCaabCbaa {0,1}BCaabCbaa {1,1}BCaabCbaa
L8a16 8^3_5 {0,0}AbAbAbbb {1,0}BcaBCCaBa {0,1}BcaBCCaBa {1,1}AbAbAbbb
L8a17 8^3_2 {0,0}BBBBCAbCA {1,0}bCbbCbaBa {0,1}bCbbCbaBa {1,1}AAAbbAbb
L8a18 8^3_1 {0,0}aBaaaaBa {1,0}BccBccAbA {0,1}ABCdCCBcDCBAbc {1,1}aBaaaaBa
L8a19 8^3_6 {0,0}aBaaBaBB {1,0}bCbAbccbA {0,1}BcBaBCCBa {1,1}aBaaBaBB
L8a20 8^3_4 {0,0}abCDCbAbCdCb {1,0}AbbAAbbA {0,1}BBcBCCBAbCA {1,1}bbCbccbaBca
L8a21 8^4_1 {0,0,0}bCDABBCdCDA {1,0,0}aBCBaaBcBa {0,1,0}aBCBaaBcBa {1,1,0}abbcbbAbbCbb {0,0,1}aBCBaaBcBa {1,0,1}AbbACbbC {0,1,1}AbbACbbC {1,1,1}aBCBaaBcBa
L8n1 8^2_16 {0}abCbABCBCB {1}abAbacBc
L8n2 8^2_15 {0}aBAbAcBc {1}aBAbAcBc
L8n3 8^3_7 {0,0}ABABABBB {1,0}bCbaBBcca {0,1}bCbaBBcca {1,1}abAbaBBB
L8n4 8^3_8 {0,0}AbABaBBB {1,0}bCbabbcca {0,1}BCaBccBCa {1,1}AbABaBBB
L8n5 8^3_9 {0,0}AbAbABBB {1,0}BccbCaBca {0,1}BccbCaBca {1,1}AbAbABBB
L8n6 8^3_10 {0,0}BBCABcBCA {1,0}abbaabba {0,1}BcBCabbCa {1,1}BcBCabbCa
L8n7 8^4_2 {0,0,0}abbacBBc {1,0,0}abbacBBc {0,1,0}aBBaCBBC {1,1,0}aBBaCBBC {0,0,1}aBBaCBBC {1,0,1}abbacBBc {0,1,1}aBBaCBBC {1,1,1}abbacBBc
L8n8 8^4_3 {0,0,0}BccbCCAbbA {1,0,0}abCBAABcba {0,1,0}abCBAABcba {1,1,0}BccbCCAbbA {0,0,1}abCBAABcba {1,0,1}abbacbbc {0,1,1}ABBACBBC {1,1,1}abCBAABcba
L9a1 9^2_32 {0}bAbccAbCbA {1}bAbccAbCbA
L9a2 9^2_31 {0}AbAbAbbbb {1}AbAbAbbbb
L9a3 9^2_33 {0}AbAbACbccc {1}AbAbACbccc
L9a4 9^2_18 {0}aBabCbbCba {1}aBabCbbCba
L9a5 9^2_30 {0}abCDCbbAbCdCb {1}bbCbcaabccbA
L9a6 9^2_29 {0}bCABBBCCBBcA {1}AAbbAAbbA
L9a7 9^2_17 {0}AbAcBCCdCCBcDCB {1}bAABccBccA
L9a8 9^2_25 {0}abCbAbCdCbbCD {1}abCbAbCdCbbCD
L9a9 9^2_37 {0}AbAAAbAbb {1}AbAAAbAbb
L9a10 9^2_36 {0}BccBcBAbcA {1}BccBcBAbcA
L9a11 9^2_26 {0}AbCdCbAbCDC {1}BcBaBCabbbaa
L9a12 9^2_14 {0}BBBBBCAbCA {1}AAAAbbAbb
L9a13 9^2_16 {0}BCCDDCBCdAbcA {1}BccBccBAbA
L9a14 9^2_13 {0}aBaaaaaBa {1}aBaaaaaBa
L9a15 9^2_15 {0}bCbbCbbaBa {1}bCbbCbbaBa
L9a16 9^2_28 {0}aBcBDCBBaBcBdCB {1}bccAABccbA
L9a17 9^2_27 {0}aBCabbCbaa {1}aBCabbCbaa
L9a18 9^2_10 {0}bccDcbCDaBa {1}bccDcbCDaBa
L9a19 9^2_38 {0}BCCBaaBcBa {1}abCbAbCbaa
L9a20 9^2_42 {0}aBaBBaBaB {1}aBCbaBabCbCb
L9a21 9^2_34 {0}AAAbAbAbb {1}BcBcBCaBccca
L9a22 9^2_35 {0}aBBBaBaBB {1}bCbCbaBCCa
L9a23 9^2_22 {0}bbCCbaBcBCCA {1}abbccaBcaa
L9a24 9^2_21 {0}bABBcBBBcA {1}AbbbAAAbA
L9a25 9^2_8 {0}bABCCCBCdCdbbcA {1}bAABcccBcA
L9a26 9^2_11 {0}abbCAbCbba {1}abCDCbACbbdCb
L9a27 9^2_12 {0}AbcbAdCbCbDCb {1}bCCBBCAbbCba
L9a28 9^2_20 {0}aBBaBBBBa {1}bbCdbcdabCDbcdA
L9a29 9^2_19 {0}AAAbAAAbA {1}BcBBBcBCaBca
L9a30 9^2_3 {0}bAAAABcBcA {1}BcdBcabCDbCCCdA
L9a31 9^2_39 {0}AbAbbAAbA {1}BcBBAABcBa
L9a32 9^2_40 {0}ABCDCCBBAbcdCBAbc {1}AbbAbbAbb
L9a33 9^2_24 {0}aBCBaBDcBaBCdcB {1}bbbCaabCbbca
L9a34 9^2_6 {0}bABBBBcBcA {1}AbbbccAbCA
L9a35 9^2_9 {0}bABBcBcccA {1}bABBcBcccA
L9a36 9^2_1 {0}aaaaaBaBa {1}BCDDCaaBcda
L9a37 9^2_7 {0}aBabCbCbaa {1}BcBCAbbCbCCa
L9a38 9^2_5 {0}aaaBBBaBa {1}bCdbCDDbaBa
L9a39 9^2_2 {0}aBBBBBaBa {1}bCbAbbcDcDBca
L9a40 9^2_4 {0}bCAbccAAAA {1}bCAbccAAAA
L9a41 9^2_23 {0}aBBBaBBBa {1}aBaCDcbCbDccb
L9a42 9^2_41 {0}aBBaaBaBa {1}abCdCbAbCbDCb
L9a43 9^3_4 {0,0}BcBCCdCCBCABcDBCda {1,0}aBCBBaaBcBa {0,1}AAbbACbbC {1,1}aBCBBaaBcBa
L9a44 9^3_3 {0,0}aBCBaaaBcBa {1,0}AbbACbbbC {0,1}aBCBaaaBcBa {1,1}abbbcbbAbbCbb
L9a45 9^3_7 {0,0}bbCDAbcDcA {1,0}bbCDAbcDcA {0,1}bbCDAbcDcA {1,1}bbCbccAbbCbba
L9a46 9^3_10 {0,0}AbAbACbCb {1,0}aBaBacBcc {0,1}aBaBacBcc {1,1}AbAbACbCb
L9a47 9^3_2 {0,0}BcDBBABBcDaBcdBa {1,0}AbCbbACbA {0,1}AbCbbACbA {1,1}aBccBaccB
L9a48 9^3_5 {0,0}aaaBCBaBcBa {1,0}BccDBcDAbA {0,1}BccDBcDAbA {1,1}aabbbaaBaa
L9a49 9^3_6 {0,0}bCDbCdCDbaBa {1,0}AAbACbbAC {0,1}AAbACbbAC {1,1}bbCbaaBccbbcA
L9a50 9^3_1 {0,0}AbCbbCbAb {1,0}aBaccBacc {0,1}BcDcBcDAABcdBa {1,1}AbCbbCbAb
L9a51 9^3_11 {0,0}aBaaBacBc {1,0}AbCCbAbCb {0,1}AbABCCCBBAbcB {1,1}aBaaBacBc
L9a52 9^3_8 {0,0}BCDDCBcDcaBCda {1,0}AbbCbAbcbbA {0,1}BCDDCBcDcaBCda {1,1}AbbCbAbcbbA
L9a53 9^3_12 {0,0}aBccBABcBcB {1,0}aBccBABcBcB {0,1}AbAbACbbC {1,1}AbAbACbbC
L9a54 9^3_9 {0,0}AbbCbAbbC {1,0}AbbCbAbbC {0,1}AbbCbAbbC {1,1}AbbCbAbbC
L9a55 9^4_1 {0,0,0}AbbACDCbCdC {1,0,0}BCaabbCbaa {0,1,0}AbbACDCbCdC {1,1,0}BCaabbCbaa {0,0,1}AbbACDCbCdC {1,0,1}AbbACDCbCdC {0,1,1}BCaabbCbaa {1,1,1}BCaabbCbaa
L9n1 9^2_45 {0}BcBCCBABBA {1}bCCCbcAbcA
L9n2 9^2_46 {0}BBcBCCAbbA {1}BBcBCCAbbA
L9n3 9^2_47 {0}bABcBCCAbA {1}bABcBCCAbA
L9n4 9^2_43 {0}ABABABBBB {1}abAbaBBBB
L9n5 9^2_44 {0}AbABaBBBB {1}AbABaBBBB
L9n6 9^2_55 {0}AbAbABBBB {1}AbAbABBBB
L9n7 9^2_48 {0}BCCCBcABBA {1}BccbCCaBcBCa
L9n8 9^2_56 {0}bAbABCCbCA {1}bAbABCCbCA
L9n9 9^2_60 {0}ABBCABcBCA {1}BBcBCabbCa
L9n10 9^2_58 {0}BBCaBcBCaa {1}abAbbaaBa
L9n11 9^2_57 {0}BBBCaBcBCa {1}BBaBabbba
L9n12 9^2_59 {0}bCbccccBAbCA {1}aabbaabba
L9n13 9^2_54 {0}AbABBAbAb {1}aBAcBcbABc
L9n14 9^2_50 {0}AbaBBabAb {1}bCbccBAbCbca
L9n15 9^2_49 {0}ABABBABAB {1}abAcBcbaBC
L9n16 9^2_51 {0}ABaBBaBAb {1}bCbccaabba
L9n17 9^2_52 {0}AAAbABaBB {1}BccBCaBCCa
L9n18 9^2_53 {0}ABBBABBBA {1}bCbcabCbca
L9n19 9^2_61 {0}ABBAABaBA {1}bbaBabbaa
L9n20 9^3_16 {0,0}bccbbcaBBCa {1,0}abCbbAAbcba {0,1}aaBBaCBBC {1,1}abCbbAAbcba
L9n21 9^3_17 {0,0}bCCCBccaBBa {1,0}abCBBAABcba {0,1}AABBACBBC {1,1}abCBBAABcba
L9n22 9^3_15 {0,0}ABCBaaBAbcBAb {1,0}aBCbbaabcBa {0,1}aabbaCbbC {1,1}aBCbbaabcBa
L9n23 9^3_13 {0,0}ABABAcBcB {1,0}AbaBaCbCC {0,1}AbaBaCbCC {1,1}abCbAbcBcbC
L9n24 9^3_14 {0,0}AbABacBcB {1,0}ababaCbCC {0,1}aBBcBABCbCB {1,1}AbABacBcB
L9n25 9^3_18 {0,0}AbAbAcBcB {1,0}AbAbAcBcB {0,1}AbAbAcBcB {1,1}AbAbAcBcB
L9n26 9^3_19 {0,0}BcBCAbbCA {1,0}abbCBaBcbba {0,1}BcBCAbbCA {1,1}abbCBaBcbba
L9n27 9^3_21 {0,0}abCCbABcBcB {1,0}abCCbABcBcB {0,1}AbAbAcBBc {1,1}AbAbAcBBc
L9n28 9^3_20 {0,0}AbAbAcbbc {1,0}AbAbACBBC {0,1}AbAbACBBC {1,1}AbAbAcbbc
`
