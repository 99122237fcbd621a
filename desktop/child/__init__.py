"""What runs beside the example: launcher, bootstrap, protocol. Imports no Qt and nothing else of ours."""
