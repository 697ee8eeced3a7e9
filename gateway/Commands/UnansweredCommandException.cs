namespace ResponsibilityGrid.Gateway;

/// <summary>A command was sent and nobody knows what came of it. Whoever sends it again under its id is told.</summary>
internal sealed class UnansweredCommandException(string commandId, Exception failure) : Exception("A command was not answered.", failure)
{
    public string CommandId => commandId;
}
