using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>全部账号，按账号名排列，系统管理员用；只看待批准的，安全管理员用。一次 grain 调用 / All accounts, by name, for system administrators; those that wait for approval, for security administrators. One grain call</summary>
    /// <param name="awaiting">只看待批准的 / Only those that wait for approval</param>
    /// <param name="first">本页项数，至多 200 / Entries of the page, 200 at most</param>
    /// <param name="after">上一页末项的位置 / The place of the last entry of the page before</param>
    public static async Task<Connection<ShownAccount>> Accounts([FromServices] AccountDesk desk, bool? awaiting = null, int? first = null, string? after = null) =>
        Page(await desk.ListAccounts(awaiting ?? false), account => account.Name, account => new ShownAccount(account), first, after);

    /// <summary>全部服务账号及其密钥，按编号排列，系统管理员用；只看有密钥待批准的，安全管理员用。一次 grain 调用 / All service accounts with their keys, by id, for system administrators; those with keys that wait for approval, for security administrators. One grain call</summary>
    /// <param name="awaiting">只看待批准的密钥 / Only keys that wait for approval</param>
    /// <param name="first">本页项数，至多 200 / Entries of the page, 200 at most</param>
    /// <param name="after">上一页末项的位置 / The place of the last entry of the page before</param>
    public static async Task<Connection<ShownServiceAccount>> Keys([FromServices] AccountDesk desk, bool? awaiting = null, int? first = null, string? after = null) =>
        Page(await desk.ListKeys(awaiting ?? false), account => account.Code, account => account, first, after);

    private static Connection<TShown> Page<T, TShown>(List<T> all, Func<T, string> name, Func<T, TShown> show, int? first, string? after) where TShown : class
    {
        var (last, size) = (Cursor.Decode(after, 1)?[0] ?? "", PageSize.Of(first));
        var rest = all.Where(one => string.CompareOrdinal(name(one), last) > 0).OrderBy(name, StringComparer.Ordinal).Take(size + 1).ToList();
        var names = rest.Take(size).ToDictionary(show, name);
        return new([.. names.Keys], shown => Cursor.Encode(names[shown]), rest.Count > size, all.Count, after is not null);
    }
}
