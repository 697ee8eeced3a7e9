using System.Buffers.Text;
using System.Text;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>A principal signed: text that travels with every grain call, and that only a holder of a key can make.</summary>
public static class Pass
{
    private const string ContextKey = "grid.pass";

    /// <summary>The form of the signed bytes; another one is refused.</summary>
    private const byte Form = 1;

    /// <summary>The pass that this flow of control carries, if one.</summary>
    public static string? Current => RequestContext.Get(ContextKey) as string;

    /// <summary>Whatever this flow of control calls from now on carries the pass.</summary>
    public static void Carry(string pass) => RequestContext.Set(ContextKey, pass);

    /// <summary>The principal, signed.</summary>
    public static string Sign(PassKeys keys, Principal principal)
    {
        var body = Write(principal);
        return $"{keys.Signing}.{Base64Url.EncodeToString(body)}.{Base64Url.EncodeToString(keys.Mac(keys.Signing, body)!)}";
    }

    /// <summary>The principal of a pass; nothing where the pass was not made with one of the keys. Its time is the caller's to check.</summary>
    public static Principal? Read(PassKeys keys, string pass)
    {
        if (pass.Split('.') is not [var id, var text, var mac] || !Base64Url.IsValid(text) || !Base64Url.IsValid(mac)) return null;
        var body = Base64Url.DecodeFromChars(text);
        return keys.IsMacOf(id, body, Base64Url.DecodeFromChars(mac)) ? Read(body) : null;
    }

    private static byte[] Write(Principal principal)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Form);
        foreach (var text in (string?[])[principal.Subject, principal.Grid, principal.Person, principal.Acting, principal.Purpose])
        {
            writer.Write(text is not null);
            writer.Write(text ?? "");
        }

        writer.Write(principal.IssuedAt.UtcTicks);
        writer.Write(principal.Expires.UtcTicks);
        writer.Flush();
        return bytes.ToArray();
    }

    private static Principal? Read(byte[] body)
    {
        using var reader = new BinaryReader(new MemoryStream(body), Encoding.UTF8);
        if (reader.ReadByte() != Form) return null;
        var texts = new string?[5];
        for (var i = 0; i < texts.Length; i++)
        {
            var isSaid = reader.ReadBoolean();
            var text = reader.ReadString();
            texts[i] = isSaid ? text : null;
        }

        return new Principal
        {
            Subject = texts[0] ?? "",
            Grid = texts[1] ?? "",
            Person = texts[2],
            Acting = texts[3],
            Purpose = texts[4],
            IssuedAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
            Expires = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero),
        };
    }
}
