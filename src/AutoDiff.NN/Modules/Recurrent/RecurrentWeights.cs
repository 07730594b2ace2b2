namespace AutoDiff.NN;

/// <summary>The parameters of one layer in one direction.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Input">wₓ, of shape [inputs, gates · hidden].</param>
/// <param name="Hidden">wₕ, of shape [hidden, gates · hidden].</param>
/// <param name="InputBias">Shape [gates · hidden]; null for none.</param>
/// <param name="HiddenBias">Shape [gates · hidden]; null for none.</param>
internal sealed record RecurrentWeights<T>(Parameter<T> Input, Parameter<T> Hidden, Parameter<T>? InputBias, Parameter<T>? HiddenBias) where T : unmanaged, IFloatingPointIeee754<T>;
