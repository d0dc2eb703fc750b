-- Which transaction this is.
SELECT CAST(txid_current() AS text)
