-- The id that the notifications of this transaction bear.
SELECT CAST(txid_current() AS text)
