namespace ResponsibilityGrid;

/// <summary>The database and this program do not fit; the message says why, for an operator.</summary>
public sealed class SchemaRefusedException : Exception
{
    /// <summary>A refusal without words.</summary>
    public SchemaRefusedException() { }

    /// <summary>A refusal in a sentence.</summary>
    public SchemaRefusedException(string message) : base(message) { }

    /// <summary>A refusal and what caused it.</summary>
    public SchemaRefusedException(string message, Exception innerException) : base(message, innerException) { }
}
