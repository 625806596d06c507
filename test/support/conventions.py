"""What peers say, in their own notation: a JSON object of texts by "peer: invariant of word" and "peer: form", for
test/conventions.test.ts. Peers that are not installed are left out."""

import importlib.util
import json
import sys

words = json.loads(sys.argv[1])
answers = {}


def has(library):
    return importlib.util.find_spec(library) is not None


def letters(word):
    return [int(letter) for letter in word.split()]


if has("database_knotinfo"):
    from database_knotinfo import link_list

    columns = {
        "Jones": "jones_polynomial",
        "Alexander": "alexander_polynomial",
        "signature": "signature",
        "determinant": "determinant",
        "HOMFLY-PT": ("homfly_polynomial", "homflypt_polynomial"),
        "Arf": "arf_invariant",
        "genus": "three_genus",
        "Rasmussen's s": "rasmussen_invariant",
        "Khovanov over Z": "khovanov_unreduced_integral_polynomial",
        "Khovanov": ("khovanov_unreduced_integral_polynomial", "khovanov_polynomial"),
    }
    by_word = {}
    for knot in link_list()[2:300]:
        by_word.setdefault(knot["braid_notation"].replace(" ", ""), knot)
    for link in link_list(proper_links=True)[2:60]:
        braid = link["braid_notation"].replace(" ", "")
        by_word.setdefault("[" + braid.split("{")[-1].rstrip("}") + "]", link)
    for word in words:
        knot = by_word.get(str(letters(word)).replace(" ", ""))
        for invariant, names in columns.items():
            for name in [names] if isinstance(names, str) else names:
                if knot is not None and knot.get(name):
                    answers[f"KnotInfo: {invariant} of {word}"] = knot[name]
    for knot in link_list()[2:4]:
        for form in ["pd_notation", "dt_notation", "braid_notation"]:
            answers[f"KnotInfo: {form} of {knot['name']}"] = knot[form]

if has("spherogram"):
    import spherogram

    for word in words:
        link = spherogram.Link(braid_closure=letters(word))
        answers[f"SnapPy: PD_code of {word}"] = str(link.PD_code())
        answers[f"SnapPy: writhe of {word}"] = str(link.writhe())
    for name in ["3_1", "10_161", "10_162", "10_163", "10_166"]:
        answers[f"SnapPy: Link('{name}').PD_code()"] = str(spherogram.Link(name).PD_code())

if has("spherogram") and has("regina"):
    import regina

    for word in words:
        code = spherogram.Link(braid_closure=letters(word)).PD_code()
        link = regina.Link.fromPD([tuple(arc + 1 for arc in crossing) for crossing in code])
        answers[f"Regina: Jones of {word}"] = str(link.jones())
        answers[f"Regina: HOMFLY-PT of {word}"] = str(link.homfly())
        if link.countComponents() == 1:
            answers[f"Regina: Alexander of {word}"] = str(link.alexander())
    for name in ["trefoilRight", "trefoilLeft", "conway", "kinoshitaTerasaka"]:
        link = getattr(regina.ExampleLink, name)()
        answers[f"Regina: ExampleLink.{name}().pd()"] = str(link.pd())
        answers[f"Regina: ExampleLink.{name}().orientedGauss()"] = str(link.orientedGauss())

if has("spherogram") and has("knot_floer_homology"):
    import knot_floer_homology

    for word in words:
        link = spherogram.Link(braid_closure=letters(word))
        if len(link.link_components) == 1:
            homology = knot_floer_homology.pd_to_hfk(link)
            answers[f"knot_floer_homology: genus of {word}"] = str(homology["seifert_genus"])

if has("khoca") and has("py"):
    from khoca import InteractiveCalculator

    calculator = InteractiveCalculator()
    for word in words:
        _, messages = calculator(tuple(letters(word)), print_messages=True)
        answers[f"khoca: Khovanov of {word}"] = messages[-1]
        answers[f"khoca: Khovanov over Z of {word}"] = messages[-1]

print(json.dumps(answers))
