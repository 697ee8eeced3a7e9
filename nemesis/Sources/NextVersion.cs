namespace ResponsibilityGrid.Nemesis.Sources;

/// <summary>What a next version of the product may do and no more: it adds members to rows and messages, and a method that nobody calls yet.</summary>
internal static class NextVersion
{
    /// <summary>What only the next version writes into rows.</summary>
    public const string Mark = "of the next version";

    public static IReadOnlyList<Edit> Edits { get; } =
    [
        // Stored in an item's row, and sent back to whoever gave the command.
        new("grains/Contracts/Commands/Entry.cs", "    [Id(19)] public bool Imported { get; init; }\n", """
                [Id(19)] public bool Imported { get; init; }

                [Id(99)] public string? Next { get; init; }

            """),
        new("grains/Grains/Items/ItemRules.cs", "            Paper = command.Paper,\n            Text = command.Act == Act.RefineItem", $"            Paper = command.Paper,\n            Next = \"{Mark}\",\n            Text = command.Act == Act.RefineItem"),

        // Sent from a gateway to a silo, from silo to silo, and back.
        Member("grains/Contracts/Items/ItemCommand.cs", "public sealed record ItemCommand : Command\n{"),
        Member("grains/Contracts/Ledgers/RollUp.cs", "public sealed record RollUp\n{"),
        Member("grains/Contracts/Items/ItemView.cs", "public sealed record ItemView\n{"),

        // Stored in a ledger's row.
        new("grains/Grains/Ledgers/LedgerState.cs", "internal sealed record LedgerState\n{", $"internal sealed record LedgerState\n{{\n    public string Next {{ get; init; }} = \"{Mark}\";\n"),

        new("grains/Contracts/Ledgers/ILedgerGrain.cs", "    /// <summary>One row of this ledger today;", """
                /// <summary>How many rows the ledger has today.</summary>
                [Needs(Right.System), AlwaysInterleave, Alias("CountRows")]
                Task<int> CountRows();

                /// <summary>One row of this ledger today;
            """),
        new("grains/Grains/Units/UnitGrain.Ledger.cs", "    public async Task<ItemView?> GetItem(ItemKey key)\n", """
                public async Task<int> CountRows() => (await Today()).Rows.Count;

                public async Task<ItemView?> GetItem(ItemKey key)

            """),
    ];

    private static Edit Member(string file, string head) => new(file, head, $"{head}\n    [Id(99)] public string? Next {{ get; init; }} = \"{Mark}\";\n");
}
