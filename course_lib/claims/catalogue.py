"""All claims by id, gathered from one module a lesson; two claims with one id are refused."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping

from course_lib.claims import ledger
from course_lib.claims.entry import Claim


def gather(entries: Iterable[Claim]) -> dict[str, Claim]:
    """id → Claim, sorted by id.

    Raises ValueError where two entries share an id, or one rests on an id that does not exist.
    """
    claims: dict[str, Claim] = {}
    for entry in entries:
        if entry.id in claims:
            raise ValueError(
                f"two claims are called {entry.id}: {claims[entry.id].statement!r} (lesson {claims[entry.id].lesson}) "
                f"and {entry.statement!r} (lesson {entry.lesson}). Give the newer one an id of its own."
            )
        claims[entry.id] = entry
    for entry in claims.values():
        missing = [name for name in entry.rests_on if name not in claims]
        if missing:
            raise ValueError(
                f"claim {entry.id} rests on {missing}, which no module of course_lib.claims.ledger has."
            )
    return dict(sorted(claims.items()))


def _modules() -> Iterator[str]:
    for module in pkgutil.iter_modules(ledger.__path__):
        if module.name.startswith("lesson_"):
            yield f"{ledger.__name__}.{module.name}"


class _Ledger(Mapping[str, Claim]):
    """CLAIMS: a read-only mapping, filled at the first look."""

    def __init__(self) -> None:
        self._claims: dict[str, Claim] | None = None

    def _all(self) -> dict[str, Claim]:
        if self._claims is None:
            self._claims = gather(
                entry for name in sorted(_modules()) for entry in importlib.import_module(name).CLAIMS
            )
        return self._claims

    def __getitem__(self, claim_id: str) -> Claim:
        try:
            return self._all()[claim_id]
        except KeyError:
            known = ", ".join(self._all())
            raise KeyError(f"no claim {claim_id!r}; the ledger has {known}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


CLAIMS = _Ledger()
