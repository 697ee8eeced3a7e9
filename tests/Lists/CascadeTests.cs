using CsCheck;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests;

/// <summary>Where items stand and what they refine, against an oracle that knows only the words of the rule.</summary>
public sealed class CascadeTests
{
    [Fact]
    public void Items_stand_at_the_posts_of_their_layer_and_level() => Some.City.Sample(city =>
    {
        var items = Oracle.Items(city).Select(i => (i.Duty.Code, i.Post.Code)).Order();

        Assert.Equal(items, city.Survey().Rows.Where(r => r.Seat is not null).Select(r => (r.Duty.Code, r.PostCode)).Order());
    }, iter: 1000);

    [Fact]
    public void Parents_and_depth_are_those_of_the_rule() => Some.City.Sample(city =>
    {
        foreach (var item in Oracle.Items(city))
        {
            var way = city.Cascade.WayOf(StepOf(city, item));
            var parents = Oracle.Parents(city, item);

            Assert.Equal(parents.Select(p => (p.Duty.Code, p.Post.Code)).Order(), (way.Up is { } up ? city.Cascade.Posts(up).Select(p => (up.Duty, p.Code)) : []).Order());
            Assert.Equal(Oracle.Depth(city, item), way.Depth);
        }
    }, iter: 1000);

    [Fact]
    public void Who_refines_a_step_is_who_leads_to_it() => Some.City.Sample(city =>
    {
        var steps = Oracle.Items(city).Select(i => StepOf(city, i)).Distinct().ToList();
        foreach (var step in steps)
            Assert.Equal(
                steps.Where(s => city.Cascade.WayOf(s).Up == step).OrderBy(s => s.ToString()),
                city.Cascade.Refining(step).OrderBy(s => s.ToString()));
    }, iter: 1000);

    [Fact]
    public void An_item_is_complete_when_every_step_to_a_root_has_somebody() => Some.City.Sample(city =>
    {
        var items = Oracle.Items(city).ToDictionary(i => (i.Duty.Code, i.Post.Code));
        foreach (var row in city.Survey().Rows.Where(r => r.Seat is not null))
            Assert.Equal(row.Gap is null && Oracle.Reaches(city, items[(row.Duty.Code, row.PostCode)]), row.BreaksAt is null);
    }, iter: 1000);

    [Fact]
    public void A_duty_without_a_post_of_its_layer_is_missed_once_an_establishment()
    {
        var city = new SomeCity(
            new Structure { Grid = City, Version = 1, Units = Tree, Posts = [Place(Office, "纪检部门"), Place(Branch, "纪检部门")] },
            new ListVersion { List = List, Number = 1, Duties = [Duty("2026-1", "纪检部门", [1, 2], new(2026, 3, 1))] },
            Tree.ToDictionary(u => u.Code, _ => new UnitState()));

        var missing = Assert.Single(city.Survey().Rows, r => r.Seat is null);

        Assert.Equal((City, GapReason.MissingPost), (missing.Unit, missing.Gap));
        Assert.False(missing.Key.IsItem);
    }

    private static Step StepOf(SomeCity city, OracleItem item) => new(item.Duty.Code, Oracle.Establishment(city, item.Post.Unit));

    private sealed record OracleItem(Duty Duty, PostEntry Post);

    private static class Oracle
    {
        public static List<OracleItem> Items(SomeCity city) =>
        [
            .. from duty in city.List.Duties
               from post in city.Structure.Posts
               where post.Layer == duty.Layer && duty.Levels.Contains(post.Layer == "岗位" ? 4 : Unit(city, post.Unit).Level)
               select new OracleItem(duty, post),
        ];

        public static string Establishment(SomeCity city, string unit) =>
            Unit(city, unit).Kind == UnitKind.Department ? Establishment(city, Unit(city, unit).Parent!) : unit;

        public static List<OracleItem> Parents(SomeCity city, OracleItem item)
        {
            var own = Establishment(city, item.Post.Unit);
            var same = Nearest(city, item.Duty.Code, Above(city, own));
            return same.Count > 0 || item.Duty.Refines is null ? same : Nearest(city, item.Duty.Refines, own);
        }

        public static int Depth(SomeCity city, OracleItem item) => Parents(city, item) is [var parent, ..] ? Depth(city, parent) + 1 : 0;

        public static bool Reaches(SomeCity city, OracleItem item)
        {
            var parents = Parents(city, item);
            if (parents.Count == 0) return item.Duty.Refines is null;
            return parents.Any(p => city.Sheet(p.Post.Unit).Seats.Single(s => s.Post.Code == p.Post.Code).Gap is null) && Reaches(city, parents[0]);
        }

        private static List<OracleItem> Nearest(SomeCity city, string duty, string? establishment)
        {
            if (establishment is null) return [];
            var here = Items(city).Where(i => i.Duty.Code == duty && Establishment(city, i.Post.Unit) == establishment).ToList();
            return here.Count > 0 ? here : Nearest(city, duty, Above(city, establishment));
        }

        private static string? Above(SomeCity city, string establishment) => Unit(city, establishment).Parent is { } parent ? Establishment(city, parent) : null;

        private static UnitEntry Unit(SomeCity city, string code) => city.Structure.Units.Single(u => u.Code == code);
    }
}
