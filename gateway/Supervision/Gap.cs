namespace ResponsibilityGrid.Gateway;

/// <summary>缺口：无人负责之处 / A gap: where nobody answers</summary>
public sealed class Gap
{
    private readonly Place place;
    private readonly ItemView? row;
    private readonly ItemBatch batch;
    private readonly string unitName;

    /// <summary>A row without anybody, or without a post.</summary>
    internal Gap(Place place, ItemView row, ItemBatch batch) => (this.place, this.row, this.batch, unitName, Reason, List, Cursor) =
        (place.Of(row.Unit), row, batch, row.UnitName, row.Gap ?? GapReason.PostVacant, row.Key.List, ItemPages.CursorOf(row));

    /// <summary>A unit that a list has not reached.</summary>
    internal Gap(Place place, UnitEntry unit, string? list, ItemBatch batch) => (this.place, this.batch, unitName, Reason, List, Cursor) =
        (place.Of(unit.Code), batch, unit.Name, GapReason.UnitNotReached, list, Gateway.Cursor.Encode("", unit.Code, "", ""));

    internal string Cursor { get; }

    /// <summary>原因 / The reason</summary>
    public GapReason Reason { get; }

    /// <summary>原因，中文 / The reason in Chinese</summary>
    public string Label => Labels.Of(Reason);

    /// <summary>单位 / The unit</summary>
    public Unit Unit => new(place, name: unitName, batch: batch.Units);

    /// <summary>清单编码；未送达而未指定清单时为空 / The list's code; null for a unit not reached where no list was asked for</summary>
    public string? List { get; }

    /// <summary>事项；未送达时为空 / The duty; null for a unit not reached</summary>
    public ShownDuty? Duty => row is null ? null : new(row.Duty);

    /// <summary>岗位；缺少岗位或未送达时为空 / The post; null where it is missing and for a unit not reached</summary>
    public ShownPost? Post => row?.Post is { } post ? new(Unit, place, new Seat { Post = post, Holders = row.Holders, Gap = row.Gap }) : null;

    /// <summary>责任事项；缺少岗位或未送达时为空 / The item; null where its post is missing and for a unit not reached</summary>
    public ResponsibilityItem? Item => row is { Post: not null } ? batch.Item(row) : null;
}
