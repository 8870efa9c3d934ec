"""All claims by id, from one module a lesson; two claims with one id are refused."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from course_lib.claims import ledger
from course_lib.claims.entry import Claim


def by_id(entries: Iterable[Claim]) -> dict[str, Claim]:
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
        if missing := [name for name in entry.rests_on if name not in claims]:
            raise ValueError(f"claim {entry.id} rests on {missing}, which no module of the ledger has.")
    return dict(sorted(claims.items()))


class _Ledger(Mapping[str, Claim]):
    """CLAIMS: a read-only mapping, filled at the first look."""

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        names = sorted(module.name for module in pkgutil.iter_modules(ledger.__path__))
        modules = [importlib.import_module(f"{ledger.__name__}.{name}") for name in names]
        return by_id(entry for module in modules for entry in module.CLAIMS)

    def __getitem__(self, claim_id: str) -> Claim:
        if claim_id not in self._claims:
            raise KeyError(f"no claim {claim_id!r}; the ledger has {', '.join(self._claims)}")
        return self._claims[claim_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._claims)

    def __len__(self) -> int:
        return len(self._claims)


CLAIMS = _Ledger()
