namespace AutoDiff;

/// <summary>Arithmetic with operators, for tensors of float or double. Shapes broadcast; a plain number works on either side.</summary>
public static class TensorOperators
{
    extension<T>(Tensor<T>) where T : unmanaged, IFloatingPointIeee754<T>
    {
        /// <inheritdoc cref="Tensor.Add{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<T> operator +(Tensor<T> a, Tensor<T> b) => Tensor.Add(a, b);

        /// <inheritdoc cref="Tensor.Add{T}(Tensor{T}, double)"/>
        public static Tensor<T> operator +(Tensor<T> x, double c) => Tensor.Add(x, c);

        /// <inheritdoc cref="Tensor.Add{T}(Tensor{T}, double)"/>
        public static Tensor<T> operator +(double c, Tensor<T> x) => Tensor.Add(x, c);

        /// <inheritdoc cref="Tensor.Sub{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<T> operator -(Tensor<T> a, Tensor<T> b) => Tensor.Sub(a, b);

        /// <inheritdoc cref="Tensor.Sub{T}(Tensor{T}, double)"/>
        public static Tensor<T> operator -(Tensor<T> x, double c) => Tensor.Sub(x, c);

        /// <inheritdoc cref="Tensor.Sub{T}(double, Tensor{T})"/>
        public static Tensor<T> operator -(double c, Tensor<T> x) => Tensor.Sub(c, x);

        /// <inheritdoc cref="Tensor.Mul{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<T> operator *(Tensor<T> a, Tensor<T> b) => Tensor.Mul(a, b);

        /// <inheritdoc cref="Tensor.Mul{T}(Tensor{T}, double)"/>
        public static Tensor<T> operator *(Tensor<T> x, double c) => Tensor.Mul(x, c);

        /// <inheritdoc cref="Tensor.Mul{T}(Tensor{T}, double)"/>
        public static Tensor<T> operator *(double c, Tensor<T> x) => Tensor.Mul(x, c);

        /// <inheritdoc cref="Tensor.Div{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<T> operator /(Tensor<T> a, Tensor<T> b) => Tensor.Div(a, b);

        /// <inheritdoc cref="Tensor.Div{T}(Tensor{T}, double)"/>
        public static Tensor<T> operator /(Tensor<T> x, double c) => Tensor.Div(x, c);

        /// <inheritdoc cref="Tensor.Div{T}(double, Tensor{T})"/>
        public static Tensor<T> operator /(double c, Tensor<T> x) => Tensor.Div(c, x);

        /// <inheritdoc cref="Tensor.Fmod{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<T> operator %(Tensor<T> a, Tensor<T> b) => Tensor.Fmod(a, b);

        /// <inheritdoc cref="Tensor.Fmod{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<T> operator %(Tensor<T> x, double c) => Tensor.Fmod(x, Tensor.Scalar(T.CreateTruncating(c)));

        /// <inheritdoc cref="Tensor.Neg{T}(Tensor{T})"/>
        public static Tensor<T> operator -(Tensor<T> x) => Tensor.Neg(x);

        /// <inheritdoc cref="Tensor.Greater{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<bool> operator >(Tensor<T> a, Tensor<T> b) => Tensor.Greater(a, b);

        /// <inheritdoc cref="Tensor.Greater{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<bool> operator >(Tensor<T> a, double b) => Tensor.Greater(a, Tensor.Scalar(T.CreateTruncating(b)));

        /// <inheritdoc cref="Tensor.Greater{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<bool> operator >(double a, Tensor<T> b) => Tensor.Greater(Tensor.Scalar(T.CreateTruncating(a)), b);

        /// <inheritdoc cref="Tensor.Less{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<bool> operator <(Tensor<T> a, Tensor<T> b) => Tensor.Less(a, b);

        /// <inheritdoc cref="Tensor.Less{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<bool> operator <(Tensor<T> a, double b) => Tensor.Less(a, Tensor.Scalar(T.CreateTruncating(b)));

        /// <inheritdoc cref="Tensor.Less{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<bool> operator <(double a, Tensor<T> b) => Tensor.Less(Tensor.Scalar(T.CreateTruncating(a)), b);

        /// <inheritdoc cref="Tensor.GreaterOrEqual{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<bool> operator >=(Tensor<T> a, Tensor<T> b) => Tensor.GreaterOrEqual(a, b);

        /// <inheritdoc cref="Tensor.GreaterOrEqual{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<bool> operator >=(Tensor<T> a, double b) => Tensor.GreaterOrEqual(a, Tensor.Scalar(T.CreateTruncating(b)));

        /// <inheritdoc cref="Tensor.GreaterOrEqual{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<bool> operator >=(double a, Tensor<T> b) => Tensor.GreaterOrEqual(Tensor.Scalar(T.CreateTruncating(a)), b);

        /// <inheritdoc cref="Tensor.LessOrEqual{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<bool> operator <=(Tensor<T> a, Tensor<T> b) => Tensor.LessOrEqual(a, b);

        /// <inheritdoc cref="Tensor.LessOrEqual{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<bool> operator <=(Tensor<T> a, double b) => Tensor.LessOrEqual(a, Tensor.Scalar(T.CreateTruncating(b)));

        /// <inheritdoc cref="Tensor.LessOrEqual{T}(Tensor{T}, Tensor{T})"/>
        public static Tensor<bool> operator <=(double a, Tensor<T> b) => Tensor.LessOrEqual(Tensor.Scalar(T.CreateTruncating(a)), b);
    }
}
