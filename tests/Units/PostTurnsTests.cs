using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests;

public sealed class PostTurnsTests
{
    [Fact]
    public Task Whoever_leaves_is_alone_and_everybody_comes_to_their_turn() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 5]).Array[1, 40].SampleAsync(async comers =>
        {
            var (turns, beside, alone) = (new PostTurns(), new int[3], new int[3]);
            // One turn at a time, as in a grain.
            var grain = new TaskFactory(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);
            await Task.WhenAll(comers.Select(comer => grain.StartNew(() => Come(comer.Item1, isAlone: comer.Item2 == 0, stays: comer.Item3)).Unwrap())).WaitAsync(TimeSpan.FromMinutes(1));

            async Task Come(int post, bool isAlone, int stays)
            {
                using var turn = isAlone ? await turns.Alone($"{post}") : await turns.Beside($"{post}");
                Assert.True(alone[post] == 0 && (!isAlone || beside[post] == 0), "Somebody else is there.");
                var count = isAlone ? alone : beside;
                count[post]++;
                while (stays-- > 0) await Task.Yield();
                count[post]--;
            }
        }, iter: 500, threads: 1);
}
