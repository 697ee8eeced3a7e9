-- What the AdoNet provider asks for: the texts of its queries, and the rows they work on.
-- It binds parameters and reads results by name, so the names below are a contract.
CREATE TABLE OrleansQuery (
  QueryKey  varchar(64) NOT NULL PRIMARY KEY,
  QueryText text        NOT NULL
);

CREATE TABLE OrleansStorage (
  GrainIdN0              bigint      NOT NULL,
  GrainIdN1              bigint      NOT NULL,
  ModifiedOn             timestamptz NOT NULL DEFAULT now(),
  GrainIdHash            integer     NOT NULL,
  GrainTypeHash          integer     NOT NULL,
  Version                integer     NOT NULL DEFAULT 1,
  GrainTypeString        text        NOT NULL,
  GrainIdExtensionString text,
  ServiceId              text        NOT NULL,
  PayloadBinary          bytea,
  -- One state, one row, whoever comes first: the missing extension counts as a value.
  CONSTRAINT OrleansStorageIdentity UNIQUE NULLS NOT DISTINCT (
    GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, ServiceId, GrainIdExtensionString)
)
-- Room in every page for the next version of its rows, so that an update leaves the index alone.
WITH (fillfactor = 80);

-- Of the two steps at most one touches a row: the first when the writer has read a version,
-- the second when it has read none. No row returned tells the provider that the writer was beaten.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('WriteToStorageKey', '
  WITH updated AS (
    UPDATE OrleansStorage
    SET PayloadBinary = @PayloadBinary, Version = Version + 1, ModifiedOn = now()
    WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
      AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
      AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId
      AND GrainIdExtensionString IS NOT DISTINCT FROM @GrainIdExtensionString
      AND Version = @GrainStateVersion
    RETURNING Version
  ), inserted AS (
    INSERT INTO OrleansStorage (
      GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary)
    SELECT
      @GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, @GrainTypeString, @GrainIdExtensionString, @ServiceId, @PayloadBinary
    WHERE @GrainStateVersion IS NULL
    ON CONFLICT ON CONSTRAINT OrleansStorageIdentity DO NOTHING
    RETURNING Version
  )
  SELECT Version AS NewGrainStateVersion FROM updated
  UNION ALL
  SELECT Version FROM inserted
');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('ReadFromStorageKey', '
  SELECT PayloadBinary, Version
  FROM OrleansStorage
  WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
    AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId
    AND GrainIdExtensionString IS NOT DISTINCT FROM @GrainIdExtensionString
');

-- A cleared state keeps its row and its count of versions, so an old writer cannot come back as a first one.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('ClearStorageKey', '
  UPDATE OrleansStorage
  SET PayloadBinary = NULL, Version = Version + 1, ModifiedOn = now()
  WHERE GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash
    AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
    AND GrainTypeString = @GrainTypeString AND ServiceId = @ServiceId
    AND GrainIdExtensionString IS NOT DISTINCT FROM @GrainIdExtensionString
    AND Version = @GrainStateVersion
  RETURNING Version AS NewGrainStateVersion
');
