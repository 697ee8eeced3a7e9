namespace ResponsibilityGrid;

/// <summary>
/// The store did not answer as it should. A write that ends so may have happened or not: read again, or repeat it with the same command id.
/// </summary>
/// <remarks>The database's own exception stays behind: it has no codec, and its text names tables and addresses.</remarks>
[GenerateSerializer, Alias("storage-failed")]
public sealed class StorageFailedException : Exception
{
    /// <summary>A failure without further words.</summary>
    public StorageFailedException() : this("The store failed.") { }

    /// <summary>A failure, told for an operator.</summary>
    public StorageFailedException(string message) : base(message) { }

    /// <summary>A failure with its cause, for use inside one process only.</summary>
    public StorageFailedException(string message, Exception innerException) : base(message, innerException) { }
}
