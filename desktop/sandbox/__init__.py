"""Confinement of one run: policy, tiers, one module per mechanism. Imports only the standard library."""
