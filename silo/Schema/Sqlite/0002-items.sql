-- How a ledger finds the touched items of its posts at a stroke: keys of items begin with grid and post.
CREATE INDEX OrleansStorageItems ON OrleansStorage (ServiceId, GrainIdExtensionString)
WHERE GrainTypeString = 'item';
