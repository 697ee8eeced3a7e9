using System.Net;

namespace ResponsibilityGrid.Tests.Imports;

/// <summary>A body whose end comes when the test says so.</summary>
internal sealed class SlowBody : HttpContent
{
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously), finished = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Comes once its first bytes are on their way.</summary>
    public Task Started => started.Task;

    public void Finish() => finished.SetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(new byte[1000]);
        await stream.FlushAsync();
        started.SetResult();
        await finished.Task;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
