using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>一个人员及其岗位，一次 grain 调用；没有则为空 / A person and the posts held; one grain call; null when there is none</summary>
    /// <param name="by">哪个人员 / Which person</param>
    /// <param name="asOf">当日为准，默认今天 / As true on this day, today unless said otherwise</param>
    /// <param name="knownAt">以当时所知为准，默认现在 / As known at this instant, now unless said otherwise</param>
    public static Task<Person?> Person([FromServices] GrainReads reads, PersonBy by, DateOnly? asOf, DateTimeOffset? knownAt) =>
        PersonBy.Find(reads, by.Key, asOf, knownAt);
}
