"""Serves moto with the additions of this package."""
import sys

from moto.server import main

from . import (  # noqa: F401  (each module installs its additions)
    absent_services,
    access,
    autoscaling,
    backups,
    budgets,
    calls,
    databases,
    ecs,
    keys_and_names,
    monitoring,
    registry,
    web_identity,
)

sys.exit(main())
