"""What runs beside the example: launcher, bootstrap and their protocol. Imports no Qt and nothing else of ours."""
