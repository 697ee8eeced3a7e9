namespace ResponsibilityGrid;

/// <summary>
/// Commands on the items of a post go on side by side; whoever leaves the post is alone with them, or what was decided about one item would have been done when
/// another can be decided no more. Of one activation, whose turns never run at once, so that nothing here is locked.
/// </summary>
internal sealed class PostTurns
{
    private readonly Dictionary<string, int> _beside = [];
    private readonly Dictionary<string, TaskCompletionSource> _alone = [];
    private TaskCompletionSource? _rested;

    /// <summary>A turn beside others, to be given back; waits for whoever is leaving.</summary>
    public async ValueTask<Turn> Beside(string post)
    {
        while (_alone.TryGetValue(post, out var over)) await over.Task;
        _beside[post] = _beside.GetValueOrDefault(post) + 1;
        return new Turn(this, post, isAlone: false);
    }

    /// <summary>A turn for a leaving, to be given back; waits for what is under way at the post, and lets nothing new begin.</summary>
    public async ValueTask<Turn> Alone(string post)
    {
        while (_alone.TryGetValue(post, out var over)) await over.Task;
        _alone[post] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        while (_beside.ContainsKey(post)) await (_rested ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        return new Turn(this, post, isAlone: true);
    }

    private void End(string post, bool isAlone)
    {
        if (isAlone)
        {
            if (_alone.Remove(post, out var over)) over.SetResult();
            return;
        }

        if (--_beside[post] > 0) return;
        _beside.Remove(post);
        _rested?.SetResult();
        _rested = null;
    }

    /// <summary>Somebody's turn, until it is disposed.</summary>
    public readonly struct Turn(PostTurns turns, string post, bool isAlone) : IDisposable
    {
        public void Dispose() => turns.End(post, isAlone);
    }
}
