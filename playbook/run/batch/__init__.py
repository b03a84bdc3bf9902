"""The batch: a whole book of clients, each made into its plan; one's failure never stops another's."""
from __future__ import annotations
