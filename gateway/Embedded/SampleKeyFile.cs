using System.Text.Encodings.Web;
using System.Text.Json;

namespace ResponsibilityGrid.Gateway;

/// <summary>The service accounts of the sample: they come with its founding and without keys; <c>--key-file</c> gives each a new one.</summary>
internal sealed class SampleKeyFile(IGrainFactory grains, SecretRing secrets, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private IKeysGrain Keys => grains.GetGrain<IKeysGrain>(GridKeys.Keys);

    /// <summary>Enters the accounts, without a key that opens anything.</summary>
    public async Task Found()
    {
        await SampleGrants.Enter(grains, clock.GetUtcNow());
        await Keys.Enter([.. SampleKeys.All.Select(sample => Account(sample, null))]);
    }

    /// <summary>Makes a key for each account and writes them; those of an earlier file open nothing any more.</summary>
    /// <exception cref="StartRefusedException">The grid is not the sample's, or the file cannot be written.</exception>
    public async Task Write(string path)
    {
        var known = (await Keys.GetNewer(0))?.Accounts.Select(a => a.Id).ToHashSet() ?? [];
        if (!SampleKeys.All.All(sample => known.Contains(sample.Id)))
            throw new StartRefusedException("数据目录中的责任网格不是由示例工作簿建立的，不发放示例密钥（--key-file）；请换一个空目录，或由系统管理员发放密钥。");
        var keys = SampleKeys.All.Select(sample => (Sample: sample, Key: ApiKey.New(sample.Id))).ToList();
        // One from before there were grants gets them now.
        await SampleGrants.Enter(grains, clock.GetUtcNow());
        await Keys.Enter([.. keys.Select(made => Account(made.Sample, made.Key))]);
        try
        {
            PrivateFile.Write(path, JsonSerializer.Serialize(keys.ToDictionary(made => made.Sample.Name, made => made.Key.Text), Json));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"不能写入密钥文件“{path}”，请换一个可写的位置。", failure);
        }

        Console.WriteLine($"示例密钥已写入 {path}（仅本人可读，{Life.Days} 天内有效，以前的示例密钥已失效）。");
    }

    private ServiceAccount Account(SampleKey sample, ApiKey? key)
    {
        var now = clock.GetUtcNow();
        return new ServiceAccount
        {
            Id = sample.Id,
            Name = $"示例 {sample.Name}",
            Role = sample.Role,
            Grid = SampleKeys.Grid,
            Over = sample.Over,
            Keys = key is null ? [] : [new ServiceKey { Number = 1, Seal = secrets.Seal(key), Created = now, CreatedBy = "system:start", Expires = now + Life }],
        };
    }
}
