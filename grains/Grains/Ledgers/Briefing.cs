using System.IO.Hashing;
using System.Text;

namespace ResponsibilityGrid;

/// <summary>Writing briefs. Two that say the same carry the same stamp, whoever wrote them and when.</summary>
internal static class Briefing
{
    public static Brief ForRoot(Structure structure, DateOnly today) => Write(structure.Version, GridRules.InForce(structure, new Moment(today, DateTimeOffset.MaxValue)), []);

    public static Brief Write(int structureVersion, List<AdoptedList> lists, List<Staffing> above)
    {
        var hash = new XxHash64();
        Add($"{structureVersion}");
        foreach (var list in lists) Add($"{list.List}={list.Version}");
        foreach (var staffing in above)
        {
            Add(staffing.Establishment);
            foreach (var group in staffing.Filled) Add(group);
        }

        return new Brief { StructureVersion = structureVersion, Lists = lists, Above = above, Stamp = hash.GetCurrentHashAsUInt64() };

        void Add(string text)
        {
            hash.Append(Encoding.UTF8.GetBytes(text));
            hash.Append([0]);
        }
    }
}
