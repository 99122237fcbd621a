"""Every test has folders of its own, and fails on a warning of ours that it did not expect."""

from tests.ordinary_user import pytest_pyfunc_call
from tests.own_folders import data_dir, home, no_unexpected_warning

__all__ = ["data_dir", "home", "no_unexpected_warning", "pytest_pyfunc_call"]
