from papermill.engines import NBClientEngine as ManagedEngine  # noqa
