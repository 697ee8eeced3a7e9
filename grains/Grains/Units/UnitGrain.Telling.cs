namespace ResponsibilityGrid;

/// <summary>What is told below, above and beside.</summary>
internal sealed partial class UnitGrain
{
    /// <summary>
    /// Tells every child whose numbers do not carry today's brief, or that this activation has not asked yet; and on a beat those that owe an answer, since a
    /// child whose activation was lost comes back only when it is called. A child that does not answer keeps nobody waiting.
    /// </summary>
    private void TellBelow(Standing standing, bool isBeat)
    {
        if (Code != Grid && _brief is null) return;
        var brief = standing.Page.Below;
        foreach (var child in standing.Children)
            if (RollUps.IsToBeTold(child, brief, isBeat, _answered.Contains(child.Unit)) && _telling.Add((child.Unit, brief.Stamp)))
                _ = Tell(child.Unit, brief);
    }

    private async Task Tell(string unit, Brief brief)
    {
        try
        {
            var answer = await GrainFactory.Find<ILedgerGrain>(GridKeys.Unit(Grid, unit)).Adopt(brief);
            if (unit == Code) return;
            _answered.Add(unit);
            await Hear(answer);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            TellFailed(failure, Grid, unit);
        }
        finally
        {
            _telling.Remove((unit, brief.Stamp));
        }
    }

    private async Task TellPersonsAgain()
    {
        if (_isSeating) return;
        _isSeating = true;
        try
        {
            // After a restart every unit has somebody to tell again: one after the other, so that whoever asks comes first at the store.
            await TellPersons(atOnce: 1);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            PumpFailed(failure, Grid, Code);
        }
        finally
        {
            _isSeating = false;
        }
    }

    private async Task Report(string parent)
    {
        if (_isReporting) return;
        _isReporting = true;
        try
        {
            var began = Environment.TickCount64;
            var sum = (await Stand()).Sum;
            if (sum == _reported) return;
            var held = await GrainFactory.Find<ILedgerGrain>(GridKeys.Unit(Grid, parent)).Receive(sum);
            if (held.IsNewerThan(sum)) ((_epoch, _number), Shown) = (RollUps.Above(held), null);
            else (_reported, _unheardSince) = (sum, Shown?.Sum == sum ? null : began);
            if (Shown?.Sum != _reported) PumpSoon();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            PumpFailed(failure, Grid, Code);
        }
        finally
        {
            _isReporting = false;
        }
    }
}
