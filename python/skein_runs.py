"""Runs of Skein in Python: result tables as data frames, the study, its points, and how far it is.

    import skein_runs

    run = skein_runs.open("runs/quickstart-correlators")
    run.tables                      # {'deviations': Table, 'correlators': Table}
    run.frame("deviations")         # a pandas DataFrame, or a polars one if pandas is not there
    run.rows("deviations")          # a list of dicts: the standard library is enough
    run.points                      # the config of every point
    run.status                      # points, points_finished, outcome, ...

    run = skein_runs.start("study.yaml", set={"nets": 1000, "width": [2, 5, 10]}, name="try")

One file, which needs Python 3.9 and nothing else; pandas or polars for data frames. It reads the run's file as docs/run-file.md
says and never writes to it, also while the run goes on.
"""

from __future__ import annotations

import json
import math
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, Mapping, Optional, Sequence, Union

__all__ = ["Column", "Run", "Table", "open", "runs", "start"]

Cell = Union[None, bool, int, float, str]

#: What is in text where SQL has no number for it.
_SPECIAL = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf, "-0": -0.0}

#: Of a run's types, those of pandas (nullable where it has no missing value of its own) and of polars.
_PANDAS = {"real": "float64", "integer": "Int64", "text": "object", "boolean": "boolean"}
_POLARS = {"real": "Float64", "integer": "Int64", "text": "String", "boolean": "Boolean"}


@dataclass(frozen=True)
class Column:
    """A column of a result table."""

    name: str
    #: real, integer, text or boolean
    type: str
    unit: str
    description: str
    #: The column that holds the standard error of this one.
    standard_error: Optional[str] = None
    #: The parameter of the study that it shows.
    parameter: Optional[str] = None


@dataclass(frozen=True)
class Table:
    name: str
    description: str
    columns: Mapping[str, Column]


def _table(name: str, found: Mapping[str, Any]) -> Table:
    columns = {
        column: Column(
            name=column,
            type=each["type"],
            unit=each.get("unit", ""),
            description=each.get("description", ""),
            standard_error=each.get("standardError"),
            parameter=each.get("parameter"),
        )
        for column, each in found["columns"].items()
    }
    return Table(name, found.get("description", ""), columns)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class Run:
    """A run's folder. Everything is read when it is asked for: a run that goes on has more later."""

    def __init__(self, directory: Union[str, Path]):
        self.directory = Path(directory)
        self._file = self.directory / "run.sqlite"
        if not self._file.is_file():
            raise FileNotFoundError(f"There is no run in {self.directory}: it has no run.sqlite.")

    def __repr__(self) -> str:
        return f"<Run {self.directory}: {self.study['simulation']}>"

    def _select(self, query: str, *values: Cell) -> Iterator[tuple]:
        connection = sqlite3.connect(f"{self._file.resolve().as_uri()}?mode=ro", uri=True, timeout=10)
        try:
            yield from connection.execute(query, values)
        finally:
            connection.close()

    @property
    def study(self) -> Mapping[str, Any]:
        """Name, simulation, seed and repeats. What was asked, word for word, is in study.yaml."""
        ((text,),) = self._select("SELECT study FROM _study")
        return json.loads(text)

    @property
    def tables(self) -> Mapping[str, Table]:
        """The result tables, the most telling first."""
        ((text,),) = self._select("SELECT signature FROM _study")
        return {name: _table(name, found) for name, found in json.loads(text)["tables"].items()}

    @property
    def points(self) -> Sequence[Mapping[str, Any]]:
        """The parameters of every point, nothing left out, in the order of the study."""
        return [json.loads(text) for (text,) in self._select("SELECT config FROM _point ORDER BY ordinal")]

    @property
    def status(self) -> Mapping[str, Any]:
        """How many points there are and how many are finished, and how the last session ended (None while it goes on)."""
        ((points,),) = self._select("SELECT count(*) FROM _point")
        ((finished,),) = self._select("SELECT count(*) FROM _finished WHERE repeats > 0")
        ((crashed,),) = self._select("SELECT count(*) FROM _crash")
        manifest = json.loads((self.directory / "manifest.json").read_text(encoding="utf-8"))
        last = (manifest.get("sessions") or [{}])[-1]
        return {
            "points": points,
            "points_finished": finished,
            "tasks_crashed": crashed,
            "started": last.get("started"),
            "ended": last.get("ended"),
            "outcome": last.get("outcome"),
        }

    def _known(self, name: Optional[str]) -> Table:
        tables = self.tables
        if name is None:
            return next(iter(tables.values()))
        if name not in tables:
            raise KeyError(f"This run has no table {name!r}. There are: {', '.join(tables)}.")
        return tables[name]

    def rows(self, table: Optional[str] = None) -> Sequence[Mapping[str, Cell]]:
        """The rows of finished points, in the order of the study; of the first table unless one is named.

        None is "there is none"; NaN, infinities and the sign of zero are what they were, integers have all their digits.
        """
        found = self._known(table)
        names = list(found.columns)
        query = f"SELECT {', '.join(map(_quoted, names))}, _special FROM {_quoted(found.name)} ORDER BY _point, _row"
        booleans = [name for name in names if found.columns[name].type == "boolean"]
        rows = []
        for *cells, special in self._select(query):
            row = dict(zip(names, cells))
            for name in booleans:
                row[name] = None if row[name] is None else bool(row[name])
            for name, text in json.loads(special).items() if special else ():
                row[name] = _SPECIAL[text]
            rows.append(row)
        return rows

    def frame(self, table: Optional[str] = None, library: Optional[str] = None):
        """The same as a data frame: `library` is "pandas" or "polars"; unless told, the first of them that is installed.

        Types are the columns', whatever the values: a real column is of doubles where every value is whole. In pandas a real
        value that is not there is NaN, as it has no other; in polars it is null.
        """
        if library not in (None, "pandas", "polars"):
            raise ValueError(f'library is "pandas" or "polars", not {library!r}.')
        found = self._known(table)
        rows = self.rows(found.name)
        types = {name: column.type for name, column in found.columns.items()}
        for name, type in types.items():
            # A simulation may have written NaN or an infinity for an integer.
            if type == "integer" and any(isinstance(row[name], float) for row in rows):
                types[name] = "real"
        if library != "polars":
            try:
                import pandas
            except ImportError:
                if library == "pandas":
                    raise
            else:
                columns = {
                    name: pandas.Series([row[name] for row in rows], dtype=_PANDAS[type])
                    for name, type in types.items()
                }
                frame = pandas.DataFrame(columns)
                frame.attrs = {"run": str(self.directory), "table": found.name}
                return frame
        try:
            import polars
        except ImportError:
            raise ImportError("A data frame needs pandas or polars: pip install one of them, or use rows().") from None
        schema = {name: getattr(polars, _POLARS[type]) for name, type in types.items()}
        return polars.DataFrame({name: [row[name] for row in rows] for name in types}, schema=schema)


def open(run: Union[str, Path]) -> Run:  # noqa: A001 - skein_runs.open reads well
    """The run in this folder, or of this name below runs/."""
    return Run(run if (Path(run) / "run.sqlite").is_file() else Path("runs") / run)


def runs(folder: Union[str, Path] = "runs") -> Sequence[Run]:
    """All runs in a folder, by name."""
    return [Run(each.parent) for each in sorted(Path(folder).glob("*/run.sqlite"))]


def _value(value: Any) -> str:
    return ",".join(map(_value, value)) if isinstance(value, (list, tuple)) else json.dumps(value)


def start(
    study: Union[str, Path],
    set: Optional[Mapping[str, Any]] = None,  # noqa: A002 - as the command line calls it
    name: Optional[str] = None,
    out: Union[str, Path] = "runs",
    flags: Sequence[str] = (),
    command: Optional[Sequence[str]] = None,
) -> Sequence[Run]:
    """Runs a study to its end, or continues it, and gives the runs of the file's studies.

    set: parameters to have other values, a list for a sweep; flags: others of `skein run`, such as ["--threads", "4"];
    command: how Skein is called: `skein` where it is on the path, else `npx skein`.
    Raises subprocess.CalledProcessError where it fails, with what was said in its `stderr`.
    """
    calling = list(command) if command else ["skein"] if shutil.which("skein") else ["npx", "skein"]
    settings = [text for key, value in (set or {}).items() for text in ("--set", f"{key}={_value(value)}")]
    naming = ["--name", name] if name is not None else []
    line = [*calling, "run", str(study), "--out", str(out), *settings, *naming, *flags, "--json"]
    ended = subprocess.run(line, check=True, capture_output=True, text=True)
    return [Run(each["directory"]) for each in json.loads(ended.stdout)]
