namespace ResponsibilityGrid.Nemesis;

/// <summary>What goes to and fro between one caller and a database, as far as one can tell by listening.</summary>
internal sealed class Conversation
{
    private volatile bool _isWriting;

    /// <summary>Whether these bytes are the answer to a write: it is committed then, and nobody knows yet.</summary>
    public bool Commits(ReadOnlySpan<byte> bytes, bool isAnswer)
    {
        if (!isAnswer)
        {
            // The text of a statement comes once a connection, and later its name alone; values of a write always hold its payload, which is JSON.
            if (bytes.IndexOf("{\""u8) >= 0) _isWriting = true;
            return false;
        }

        if (!_isWriting) return false;
        _isWriting = false;
        return true;
    }
}
