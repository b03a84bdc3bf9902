"""The batch: a whole book of clients, each made into its plan; one's failure never stops another's.

choice.py      which clients
run.py         from them to the summary, the index and batch.json
local.py       this machine's workers; cluster/: those of a Dask cluster
summary.py     what came of all the orders
"""
