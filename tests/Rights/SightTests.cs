using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>What grants come to, against an oracle that climbs from a unit to the root and knows nothing of sets.</summary>
public sealed class SightTests
{
    private static readonly Role[] Business = [Role.Office, Role.Issuer, Role.Clerk, Role.Discipline, Role.Inspector];

    private static Gen<(SomeCity City, List<Grant> Grants)> Granted =>
        from city in Some.City
        from seeds in Gen.Int[0, 1_000_000].Array[0, 3]
        select (city, seeds.Select(seed => GrantOf(city, seed)).ToList());

    [Fact]
    public void A_right_is_held_over_what_hangs_below_the_unit_granted_and_nothing_else() => Granted.Sample(given =>
    {
        var sight = SightOf(given.City, given.Grants);
        foreach (var unit in given.City.Outline.Units)
        {
            Assert.Equal(given.Grants.Exists(grant => Hangs(given.City, unit, grant.Over!)), sight.May(Right.Read, unit));
            Assert.Equal(given.Grants.Exists(grant => grant.Role is Role.Discipline && Hangs(given.City, unit, grant.Over!)), sight.SeesRestricted(unit));
            Assert.Equal(given.Grants.Exists(grant => (grant.Role is Role.Clerk && Hangs(given.City, unit, grant.Over!)) || (grant.Role is Role.Issuer && given.City.Outline.EstablishmentOf(unit) == "0")), sight.May(Right.Keep, unit));
        }
    }, iter: 20_000);

    [Fact]
    public void The_parts_of_a_subtree_are_what_is_seen_of_it_each_unit_once() => Granted.Sample(given =>
    {
        var (outline, sight) = (given.City.Outline, SightOf(given.City, given.Grants));
        foreach (var top in outline.Units)
        {
            var parts = sight.PartsOf(top).SelectMany(part => part.IsWhole ? outline.Preorder(part.Unit) : [part.Unit]).ToList();

            Assert.Equal(outline.Preorder(top).Where(sight.Sees).Order(), parts.Order());
            Assert.Equal(outline.Preorder(top).All(sight.Sees), sight.SeesBelow(top));
        }
    }, iter: 5_000);

    [Fact]
    public void Whatever_is_seen_has_everything_above_it_shown() => Granted.Sample(given =>
    {
        var (outline, sight) = (given.City.Outline, SightOf(given.City, given.Grants));
        foreach (var unit in outline.Units.Where(sight.Sees))
            for (var above = outline.Find(unit)!.Parent; above is not null; above = outline.Find(above)!.Parent)
                Assert.True(sight.Shows(above) && sight.IsOnWay(above));
    }, iter: 5_000);

    [Fact]
    public void A_code_that_begins_another_is_not_above_it()
    {
        var city = new SomeCity(
            new Structure { Grid = "1", Version = 1, Units = [SmallGrid.Unit("1", null, 1), SmallGrid.Unit("3301", "1", 2), SmallGrid.Unit("33011", "1", 2)] },
            new ListVersion(), []);

        var sight = SightOf(city, [new Grant { Role = Role.Clerk, Over = "3301" }]);

        Assert.True(sight.Sees("3301"));
        Assert.False(sight.Sees("33011") || sight.Shows("33011"));
    }

    [Fact]
    public void Whoever_has_one_of_the_three_separated_duties_has_nothing_beside_it() => Granted.Sample(given =>
    {
        foreach (var duty in (Role[])[Role.SystemAdministrator, Role.SecurityAdministrator, Role.Auditor])
        {
            var sight = SightOf(given.City, [.. given.Grants, new Grant { Role = duty }]);

            Assert.All(Enum.GetValues<Right>().Except(RightsRules.Rights[duty]).Where(right => right is not Right.SignedIn), right => Assert.False(sight.Has(right)));
            Assert.All(given.City.Outline.Units, unit => Assert.False(sight.Shows(unit) || sight.IsOnWay(unit)));
            Assert.False(SightOf(given.City, [new Grant { Role = duty }, new Grant { Role = duty is Role.Auditor ? Role.SecurityAdministrator : Role.Auditor }]).Has(Right.EndGrants));
        }
    }, iter: 500);

    [Fact]
    public void A_functional_department_sees_the_items_of_its_line_and_no_others()
    {
        var city = new SomeCity(new Structure { Grid = "1", Version = 1, Units = [SmallGrid.Unit("1", null, 1), SmallGrid.Unit("2", "1", 2)] }, new ListVersion(), []);
        var sight = SightOf(city, [new Grant { Role = Role.Functional, Line = "法制" }]);

        Assert.True(sight.SeesItem("2", "2-1", new Duty { FunctionalLine = "法制" }) && sight.Shows("2") && !sight.Sees("2"));
        Assert.False(sight.SeesItem("2", "2-1", new Duty { FunctionalLine = "人事" }) || sight.SeesItem("2", "2-1", new Duty()));
    }

    private static Sight SightOf(SomeCity city, IReadOnlyCollection<Grant> grants) => RightsRules.SightOf(grants, [], null, city.Outline);

    private static Grant GrantOf(SomeCity city, int seed)
    {
        var (role, units) = (Business[seed % Business.Length], city.Structure.Units);
        return new Grant { Role = role, Over = role is Role.Issuer ? "0" : units[seed / 16 % units.Count].Code };
    }

    private static bool Hangs(SomeCity city, string unit, string top)
    {
        for (var at = unit; at is not null; at = city.Structure.Units.Single(u => u.Code == at).Parent)
            if (at == top) return true;
        return false;
    }
}
