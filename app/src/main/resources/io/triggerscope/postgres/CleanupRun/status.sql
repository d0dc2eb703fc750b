-- Whether a transaction was committed, aborted or is in progress.
SELECT coalesce(txid_status(:transaction), 'unknown')
