namespace ResponsibilityGrid.Nemesis.Scenarios;

/// <summary>A short, aimed stretch of work and trouble; what is wrong afterwards the reckoning finds.</summary>
internal interface IScenario
{
    Task Play(Stage stage);
}
