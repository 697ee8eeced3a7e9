namespace ResponsibilityGrid;

/// <summary>Whose a code is, and where a person is at home.</summary>
internal static class PersonRules
{
    // Longer than any command takes: what is still silent then was cut off, and the code is free again.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The state with the code reserved for a command, or without one for a workbook; the same object where they have it already.</summary>
    public static PersonState Claim(PersonState state, string person, string unit, string? command, DateTimeOffset now)
    {
        if (command is null && IsTaken(state, unit, now)) throw StructureRules.Taken(person);
        if (state.Claim is { } claim && claim.Command == (command ?? "") && claim.Unit == unit) return state;
        if (command is not null && (state.Seatings.Count > 0 || now - state.Claim?.At < Patience)) throw StructureRules.Taken(person);
        return state with { Claim = new Claim { Unit = unit, Command = command ?? "", At = now } };
    }

    /// <summary>
    /// Whether a workbook cannot bring the person to a unit: another one is their home, or about to be. It may say more of somebody who only sits somewhere;
    /// whoever comes from elsewhere in the same workbook was let go there first.
    /// </summary>
    public static bool IsTaken(PersonState state, string unit, DateTimeOffset now) =>
        state.Seatings.Exists(s => s.Unit != unit && s.Home is { Span.To: null }) || (state.Claim is { } claim && claim.Unit != unit && now - claim.At < Patience);

    /// <summary>The unit that the person came to last; an earlier home knows until when it was one.</summary>
    public static Seating? HomeOf(PersonState state) =>
        state.Seatings.Where(s => s.Home is not null).OrderBy(s => s.Home!.Span.To is not null).ThenByDescending(s => s.Home!.Span.From).FirstOrDefault();
}
